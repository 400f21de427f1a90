"""What the action finder does beyond single clauses."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govtext.actions import ActionFinder, tokens
from govtext.actions.clauses import read_clause
from govtext.actions.grade import head_noun
from govtext.actions.verbs import load_verbs
from govtext.analyzer import Analyzer, read_layers
from govtext.spans import CharSpan

_PIECES = st.sampled_from(
    [
        "把",
        "将",
        "推动",
        "落实",
        "监督",
        "的",
        "、",
        "，",
        "。",
        "了",
        "“",
        "”",
        "《",
        "**名",
        "纳入",
        "区纪委",
        "对",
        "进行",
        "并",
        "要",
        "一是",
        "工作",
        "28条",
        "不",
        "被",
        "与",
        "为",
        "以",
        "等",
    ]
)


@pytest.fixture(scope="module")
def analyzer():
    return Analyzer()


def test_agent_holds_to_the_end_of_its_sentence(analyzer):
    """The actor of one clause acts in the next, never in the next sentence."""
    actions = analyzer.analyze("区纪委开展专项检查，发现问题12个。制定整改方案。").actions
    assert [action.agent for action in actions] == ["区纪委", "区纪委", None]


def test_headings_hold_no_actions(analyzer):
    """A numbered heading gives nothing, the line below it does."""
    actions = analyzer.analyze("一、加强党的政治建设\n落实请示报告制度。").actions
    assert [action.paragraph for action in actions] == [1]


def test_plan_section_makes_plans(analyzer):
    """Under 下一步 a verb that happens once is planned, not done."""
    text = "一、工作情况\n出台督查办法。\n二、下一步打算\n出台考核办法。"
    assert [action.status for action in analyzer.analyze(text).actions] == ["done", "planned"]


def test_a_programme_without_a_word_of_the_past_is_a_plan(analyzer):
    """Clause upon clause of what is to grow is planned, one such clause among facts is not."""
    programme = (
        "加快发展设施农业。培育壮大育苗企业，扩大冷链仓储规模，支持合作社联合经营，推进农机"
        "共享。\n优化园区布局。完善供电供气管网，打造县域物流枢纽，引导企业入园集聚，提升亩均"
        "效益。\n拓展就业空间。鼓励返乡创业，推动技能培训下沉到村，加大公益岗位开发，促进零"
        "就业家庭动态清零。"
    )
    review = "一年来，我们办成了几件实事。培育育苗企业6家，比上年多2家，冷链仓储有了起色。" * 3
    kinds = [{a.status for a in analyzer.analyze(text).actions} for text in (programme, review)]
    assert kinds[0] == {"planned"}
    assert "planned" not in kinds[1]


def test_leads_name_no_actor(analyzer):
    """What stands before the verb of a lead says how, not who."""
    text = "一、干部工作\n任人唯贤树导向。全年提拔干部14名。"
    lead = analyzer.analyze(text).actions[0]
    assert (lead.lead, lead.verb.cut(text), lead.agent) == (True, "树", None)


def test_shortcomings_are_left_out(analyzer):
    """What the body says it lacks is no action, what follows as a turn is."""
    text = "还存在一些问题：个别单位落实制度不严格。我们要健全督办机制。"
    actions = analyzer.analyze(text).actions
    assert [(action.verb.cut(text), action.status) for action in actions] == [
        ("健全", "required")
    ]


def test_lead_without_object_is_kept(analyzer):
    """A verb alone counts as the lead of a paragraph, with an empty object."""
    text = "一、纪律建设\n从严监督执纪问责。全年立案26件，给予党纪处分19人。"
    first = analyzer.analyze(text).actions[0]
    assert (first.lead, first.object, first.verb.cut(text)) == (True, None, "监督执纪问责")


def test_document_of_the_object_is_named(analyzer):
    """The title with its 《》 is the document."""
    actions = analyzer.analyze("印发《镇村监督联动办法》和《积分细则》。").actions
    assert actions[0].document == "《镇村监督联动办法》和《积分细则》"


def test_receiver_behind_a_verb_of_handing_is_the_target(analyzer):
    """移送司法机关11人 names to whom and whom."""
    text = "全年移送检察机关14人。"
    action = analyzer.analyze(text).actions[0]
    assert (action.target, action.object.cut(text)) == ("检察机关", "14人")


def test_metrics_inside_the_object_are_noted(analyzer):
    """The ids of the quantities in the object stand in the action."""
    report = analyzer.analyze("查处问题7起11人。")
    assert report.actions[0].metrics == (0, 1)


def test_key_does_not_depend_on_figures():
    """The head of an object is the same with and without its quantity."""
    assert head_noun("责任书32份") == head_noun("责任书") == "责任书"


def test_open_verbs_read_more(analyzer):
    """A word that only its tag calls a verb counts when asked for."""
    layers = read_layers("他们砸了窗户。")
    closed = ActionFinder().find(layers, ())
    assert len(ActionFinder(open_verbs=True).find(layers, ())) >= len(closed) == 0


def test_verb_lexicon_is_wide():
    """At least 1,200 verbs, every one found, those of misconduct flagged."""
    table = load_verbs()
    assert len(table.verbs) >= 1200
    assert all(table.get(verb) for verb in table.verbs)
    assert table.verbs["截留"].fault


@pytest.mark.parametrize(
    "verb", ["抓好", "压紧压实", "做深做细做实", "深挖彻查", "早教育", "严查"]
)
def test_new_verbs_are_made(verb):
    """Verbs built by the patterns of official language are verbs."""
    assert load_verbs().get(verb) is not None


@pytest.mark.parametrize("noun", ["桌子", "党风", "第一议题", "实事"])
def test_nouns_are_no_verbs(noun):
    """The patterns leave nouns alone."""
    assert load_verbs().get(noun) is None


def test_clause_reader_takes_codes():
    """One verb and one noun make one draft."""
    (draft,) = read_clause("dVnk").drafts
    assert (draft.verb, draft.object) == ((1, 2), (2, 4))


@settings(max_examples=60, deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join) | st.text(max_size=80))
def test_spans_lie_in_the_text(text):
    """Every span is inside the text and says what the record says, whatever the text."""
    layers = read_layers(text)
    view = layers.view.text
    for number, action in enumerate(ActionFinder().find(layers, ())):
        assert action.id == number
        spans = [action.verb, action.object, action.agent_span, action.target_span]
        for span in (span for span in spans if span is not None):
            assert isinstance(span, CharSpan)
            assert 0 <= span.start < span.end <= len(view)
        if action.agent is not None:
            assert action.agent_span.cut(view) == action.agent


@pytest.mark.parametrize(
    "piece",
    ["落实", "推动、", "把", "“", "的", "12", "*", "一", "对落实的", "加强党的建设，", "监督"],
)
def test_time_is_linear(piece, assert_linear):
    """Four times the text takes at most six times the time, on one line."""
    short = 20_000 // len(piece)
    assert_linear(
        lambda layers: ActionFinder().find(layers, ()),
        read_layers(piece * short),
        read_layers(piece * 4 * short),
        slack=0.05,
    )


@pytest.mark.parametrize("order", [slice(None), slice(None, None, -1)])
def test_what_was_read_before_changes_nothing(order):
    """The words 改革开放 are a term in one text and a word of another kind in the other."""
    texts = ["推进改革开放、扩大内需。", "改革开放以来，全县加快立法步伐。"]
    tokens._coder.cache_clear()
    found = {text: _verbs(text) for text in texts[order]}
    assert found == {texts[0]: ["推进"], texts[1]: ["加快"]}


def _verbs(text):
    return [action.verb.cut(text) for action in Analyzer().analyze(text).actions]


def test_words_may_come_without_their_texts():
    """Layers read back from elsewhere hold offsets and tags only; the actions are the same."""
    layers = read_layers("认真贯彻落实改革部署，筑牢安全防线３处，某县委以案为鉴，召开会议。")
    bare = replace(layers, words=replace(layers.words, texts=()))
    found = ActionFinder().find(layers, ())
    assert found
    assert ActionFinder().find(bare, ()) == found
