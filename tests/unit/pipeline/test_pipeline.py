"""The finders as spaCy components give what analyze gives."""

import pytest
import spacy
from spacy.tokens import DocBin
from tests.conftest import SAMPLES, SHARED, text_of

import govtext
from govtext.pipeline import COMPONENTS, load
from govtext.pipeline.accessors import doc_to_report

TEXT = "一、正风肃纪反腐\n全年查处违反中央八项规定精神问题**起12人，出台《监督办法》。"


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


def test_components_say_what_they_give(nlp):
    """spaCy's own check knows what each component assigns."""
    metas = nlp.analyze_pipes()["summary"]
    assert "doc._.govtext_metrics" in metas["govtext_metrics"]["assigns"]
    assert "doc._.govtext_metrics" in metas["govtext_actions"]["requires"]
