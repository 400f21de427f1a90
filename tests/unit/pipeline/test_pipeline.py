"""The finders as spaCy components give what analyze gives."""

import copy
import subprocess
import sys

import pytest
import spacy
from spacy.tokens import Doc, DocBin
from spacy.util import load_model_from_config
from tests.conftest import SAMPLES, SHARED, text_of
from thinc.api import Config, ConfigValidationError

import govtext
from govtext.pipeline import COMPONENTS, load
from govtext.pipeline.accessors import doc_to_report

TEXT = "一、正风肃纪反腐\n全年查处违反中央八项规定精神问题**起12人，出台《监督办法》。"

OWN_THEMES = """name = "water"
version = "1"
[[theme]]
id = "rivers"
zh = "河湖"
en = "Rivers"
strong = ["河长", "巡河", "水质"]
[[theme]]
id = "roads"
zh = "道路"
en = "Roads"
strong = ["公路", "路面"]
"""


@pytest.fixture(scope="module")
def nlp():
    return load()


def form_of(report):
    form = report.to_dict()
    del form["source"]
    return form


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_pipeline_equals_analyze_on_samples(nlp, path):
    """On each sample report the pipeline finds the same records as analyze."""
    text = text_of(path)
    assert form_of(nlp(text)._.govtext) == form_of(govtext.analyze(text))


def test_pipeline_equals_analyze_on_annotated_reports(nlp):
    """On each annotated report the pipeline finds the same records as analyze."""
    paths = sorted((SHARED / "gold").rglob("*.txt"))
    if not paths:
        pytest.skip("the annotated reports are not here")
    for path in paths:
        text = text_of(path)
        assert form_of(nlp(text)._.govtext) == form_of(govtext.analyze(text)), path.name


def test_tokens_are_our_words(nlp):
    """Tokens tile the text; masks and terms are whole, tags are jieba's."""
    doc = nlp(TEXT)
    assert doc.text == TEXT
    assert {"**", "起", "查处"} <= {token.text for token in doc}
    assert all(token.tag_ for token in doc)


@pytest.mark.parametrize("text", ["", "\n", "\u200b", "a\u200b\nb", " 一 \r\n 二"])
def test_odd_texts_are_tokenised_whole(nlp, text):
    """Texts with invisible characters keep every character."""
    assert nlp(text).text == text


def test_lone_surrogate_is_refused(nlp):
    """A text that spaCy cannot hold is refused with what to do."""
    with pytest.raises(govtext.InputError, match="surrogate"):
        nlp("立案\ud8003件")


@pytest.mark.parametrize("name", COMPONENTS)
def test_each_component_works_alone_on_foreign_tokens(name):
    """On a Doc tokenised character by character each component finds its layer."""
    plain = spacy.blank("zh")
    plain.add_pipe(name)
    doc = plain(TEXT)
    layer = name.removeprefix("govtext_").replace("structure", "paragraphs")
    assert doc.spans[f"govtext_{layer}"]


def test_metrics_on_foreign_tokens_are_the_same(nlp):
    """Records keep exact characters whatever the tokens are."""
    plain = spacy.blank("zh")
    plain.add_pipe("govtext_metrics")
    found = plain(TEXT)._.govtext_metrics
    expected = [m.__dict__ | {"action": None} for m in nlp(TEXT)._.govtext_metrics]
    assert [m.__dict__ for m in found] == expected


def test_results_survive_bytes(nlp):
    """A Doc that went through a DocBin still has its report."""
    stored = DocBin(store_user_data=True)
    stored.add(nlp(TEXT))
    (doc,) = DocBin().from_bytes(stored.to_bytes()).get_docs(nlp.vocab)
    assert form_of(doc_to_report(doc)) == form_of(govtext.analyze(TEXT))
    assert [span.text for span in doc.spans["govtext_metrics"]] == ["**起", "12人"]


def test_results_survive_two_processes(nlp):
    """`nlp.pipe` with two processes gives the same reports."""
    docs = nlp.pipe([TEXT, "立案3件。"], n_process=2)
    forms = [form_of(doc._.govtext) for doc in docs]
    assert forms == [form_of(govtext.analyze(t)) for t in (TEXT, "立案3件。")]


def test_pipeline_is_saved_and_loaded(nlp, tmp_path):
    """A saved pipeline has its components and configuration when it is loaded."""
    own = load(engine="jieba", components=("govtext_structure", "govtext_terms"))
    own.get_pipe("govtext_structure")
    own.to_disk(tmp_path / "model")
    again = spacy.load(tmp_path / "model")
    assert again.pipe_names == ["govtext_structure", "govtext_terms"]
    assert again.config["nlp"]["tokenizer"]["engine"] == "jieba"
    assert again(TEXT).text == TEXT


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_foreign_tokens_change_no_record(path):
    """On a Doc cut into characters all components together find what analyze finds."""
    text = text_of(path)
    plain = spacy.blank("zh")
    for name in COMPONENTS:
        plain.add_pipe(name)
    assert form_of(plain(text)._.govtext) == form_of(govtext.analyze(text))


def test_results_survive_the_bytes_of_one_doc(nlp):
    """`Doc.to_bytes` keeps everything: spans, accessors and the whole report."""
    doc = Doc(nlp.vocab).from_bytes(nlp(TEXT).to_bytes())
    assert form_of(doc._.govtext) == form_of(govtext.analyze(TEXT))
    assert {m.text for m in doc._.govtext_metrics} == {"**起", "12人"}


def test_what_is_kept_on_a_doc_is_plain(nlp):
    """Nothing but dicts, lists, text and numbers goes where a Doc goes."""

    def walk(value):
        assert type(value) in (dict, list, str, int, float, bool, type(None)), type(value)
        parts = value.values() if isinstance(value, dict) else value
        for part in parts if isinstance(value, dict | list) else ():
            walk(part)

    walk(copy.deepcopy(nlp(TEXT).user_data)["govtext"])


def test_configuration_is_plain_and_round_trips(tmp_path):
    """A pipeline made from the text of its own config.cfg finds the same."""
    words = tmp_path / "terms.tsv"
    words.write_text("term\tkind\n清风码头\tmechanism\n", encoding="utf-8")
    own = load(lexicon=[str(words)])
    own.remove_pipe("govtext_actions")
    own.add_pipe("govtext_actions", config={"open_verbs": True})
    again = load_model_from_config(Config().from_str(own.config.to_str()))
    for part in ("nlp", "components"):
        assert again.config[part] == own.config[part]
    doc = again("建设清风码头，全年立案3件。")
    assert doc.spans["govtext_terms"][0].text == "清风码头"
    assert again.get_pipe("govtext_actions").finder.open_verbs


def test_unknown_configuration_is_refused_by_name():
    """A misspelt field is named."""
    with pytest.raises(ConfigValidationError, match="yeer"):
        spacy.blank("zh").add_pipe("govtext_structure", config={"yeer": 2020})


def test_own_themes_go_into_the_pipeline(tmp_path):
    """The themes component takes a taxonomy of the caller's own."""
    path = tmp_path / "own.toml"
    path.write_text(OWN_THEMES, encoding="utf-8")
    nlp = spacy.blank("zh")
    nlp.add_pipe("govtext_themes", config={"taxonomy": str(path)})
    doc = nlp("河长巡河1200公里，拆除沿河违建，水质达标。")
    assert [span.label_ for span in doc.spans["govtext_themes"]] == ["rivers"]


def test_entry_points_are_enough():
    """Without importing govtext spaCy finds the components by their entry points."""
    code = (
        "import spacy; nlp = spacy.blank('zh'); nlp.add_pipe('govtext_metrics'); "
        "doc = nlp('全年立案12件。'); print(doc.spans['govtext_metrics'][0])"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "12件"


def test_each_doc_has_layers_of_its_own(nlp):
    """Docs made one after another never share what was found."""
    docs = [nlp("立案3件。"), nlp("立案4件。"), nlp("")]
    assert [[m.text for m in doc._.govtext_metrics] for doc in docs] == [["3件"], ["4件"], []]


def test_components_say_what_they_give(nlp):
    """spaCy's own check knows what each component assigns."""
    metas = nlp.analyze_pipes()["summary"]
    assert "doc._.govtext_metrics" in metas["govtext_metrics"]["assigns"]
    assert "doc._.govtext_metrics" in metas["govtext_actions"]["requires"]
