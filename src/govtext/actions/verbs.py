"""The verbs of official language and the patterns that make new ones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import chain
from typing import Final, NamedTuple

from ahocorasick_rs import AhoCorasick, Implementation, MatchKind

from govtext.lexicon.tables import load_topic

__all__ = ["Verb", "VerbTable", "load_verbs"]

# Second syllables that make a verb of result out of a verb: 抓好, 织密, 压实.
_COMPLEMENTS: Final = frozenset("好实牢紧细深严准稳强优大足齐清通透活住成起出全密快亮")
_ROOTS: Final = frozenset(
    "抓做压织扎拧补配建管用守把打办看盯理摸查选育练夯筑绷站扛担谋稳兜唱叫种聚挖学悟落走立"
)
# Second parts that make a verb of motion or becoming: 延伸到, 拆解成; and of result: 选拔出来.
_GOALS: Final = ("到", "至", "成", "进", "入", "给")
_RESULTS: Final = ("起来", "出来", "上来", "下来", "下去", "开来", "过来", "回来")
_ENDS: Final = frozenset("好起出住准牢完")
# First syllables that say how: 严查, 深挖, 同研究, 早预防.
_MANNERS: Final = frozenset("严狠深细早快真勤常同共强精齐再新大广重首续改")


class Verb(NamedTuple):
    """What the verb table knows of one verb.

    Parameters
    ----------
    group
        Verb class (``"establish"``, ``"enforce"``, …).
    frame
        ``plain``, ``light``, ``pivot``, ``goal``, ``instrument`` or ``content``.
    nominal, once, topic, result, activity, helper, fault
        The flags of the table; see its manifest.
    """

    group: str
    frame: str
    nominal: bool
    once: bool
    topic: bool
    result: bool
    activity: bool
    helper: bool
    fault: bool


_FLAGS: Final = ("nominal", "once", "topic", "result", "activity", "helper", "fault")
_RESULTATIVE: Final = Verb("assign", "plain", False, False, True, False, True, False, False)


class VerbTable:
    """Verbs by word, and the parts of speech of function words.

    Parameters
    ----------
    verbs
        Each verb of the table.
    roles
        The part each function word plays.
    parts
        Words and syllables by the role they play in longer words.
    unlisted
        Words of both kinds that segmenters cut, because no general dictionary has them.
    version
        Version of the data.

    Attributes
    ----------
    openings
        The words, and what they begin with, from two characters on.
    characters
        The characters that verbs and function words are made of.
    """

    def __init__(
        self,
        verbs: dict[str, Verb],
        roles: dict[str, str],
        parts: dict[str, frozenset[str]],
        unlisted: Sequence[str],
        version: str,
    ) -> None:
        self.verbs = verbs
        self.roles = roles
        self.parts = parts
        self.version = version
        self.openings: frozenset[str] = frozenset(
            word[:length] for word in (*verbs, *roles) for length in range(2, len(word) + 1)
        )
        self.characters: frozenset[str] = (
            _ROOTS | _COMPLEMENTS | _MANNERS | frozenset(chain(*verbs, *roles))
        )
        # Built in milliseconds, and a third quicker than what would be chosen by itself.
        self._matcher = AhoCorasick(
            unlisted, matchkind=MatchKind.LeftmostLongest, implementation=Implementation.DFA
        )

    def find_unlisted(self, text: str) -> list[tuple[int, int]]:
        """Return start and end of the words in ``text`` that a segmenter will have cut."""
        return [(start, end) for _, start, end in self._matcher.find_matches_as_indexes(text)]

    def get(self, word: str) -> Verb | None:
        """Return the verb, derived by morphology where the table does not list it.

        Examples
        --------
        >>> table = load_verbs()
        >>> table.get("出台").once, table.get("做深做细做实").group, table.get("桌子")
        (True, 'assign', None)
        """
        known = self.verbs.get(word)
        if known is not None or len(word) < 2 or word in self.roles:
            return known
        return self._derive(word)

    def _derive(self, word: str) -> Verb | None:
        if len(word) % 2 == 0 and all(
            word[i] in _ROOTS and word[i + 1] in _COMPLEMENTS for i in range(0, len(word), 2)
        ):
            return _RESULTATIVE
        if word.endswith(_RESULTS) and word[:-2] in self.verbs:
            return self.verbs[word[:-2]]._replace(nominal=False, frame="plain")
        if word.endswith("成为"):
            base = self.verbs.get(word[:-2])
            return None if base is None or base.nominal else base._replace(frame="goal")
        if len(word) == 3 and word.endswith(_GOALS) and word[:-1] in self.verbs:
            return self.verbs[word[:-1]]._replace(nominal=False, frame="goal")
        if len(word) == 3 and word[-1] in _ENDS and word[:-1] in self.verbs:
            return self.verbs[word[:-1]]._replace(nominal=False, once=True)
        if word[0] in _MANNERS and len(word) <= 3:
            base = self.verbs.get(word[1:])
            if base is not None and (len(word) == 3 or base.group == "enforce"):
                return base._replace(nominal=False)
        if len(word) == 4:
            return self._compound(word)
        return None

    def _compound(self, word: str) -> Verb | None:
        if (
            word[:2] in self.parts["unjoined_first"]
            or word[2:] in self.parts["unjoined_second"]
        ):
            return None
        first, second = self.verbs.get(word[:2]), self.verbs.get(word[2:])
        if first is None or second is None or first.fault or second.fault:
            return None
        if first.helper or first.frame == "light":
            return None
        if first.activity and second.nominal and not first.nominal:
            return None  # 推进 改革: verb and object
        nominal = first.nominal and second.nominal
        return second._replace(nominal=nominal, activity=first.activity or second.activity)


@cache
def load_verbs() -> VerbTable:
    """Return the shipped verb table, read once a process."""
    topic = load_topic("verbs")
    verb_rows = list(topic.table("verbs.tsv").records())
    role_rows = list(topic.table("functions.tsv").records())
    verbs = {
        row["verb"]: Verb(row["class"], row["frame"], *(row[name] == "y" for name in _FLAGS))
        for row in verb_rows
    }
    roles = {row["word"]: row["role"] for row in role_rows}
    unlisted = [row["verb"] for row in verb_rows if row["unlisted"]]
    unlisted += [row["word"] for row in role_rows if row["unlisted"]]
    parts: dict[str, set[str]] = {}
    for row in topic.table("parts.tsv").records():
        parts.setdefault(row["role"], set()).add(row["part"])
    frozen = {role: frozenset(words) for role, words in parts.items()}
    return VerbTable(verbs, roles, frozen, unlisted, topic.version)
