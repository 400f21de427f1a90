"""Training data, the model file, the estimators and the command."""

import json
import pickle
from pathlib import Path

import numpy as np
import pytest
from sklearn.base import clone
from sklearn.exceptions import NotFittedError
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV
from sklearn.pipeline import make_pipeline
from typer.testing import CliRunner

from govtext.cli.main import app
from govtext.errors import FormatError, InputError
from govtext.themes import LabelledParagraph, PolicyVectorizer, ThemeClassifier, ThemeFinder
from govtext.themes.model import ARRAYS, CARD, load_model, shipped_model
from govtext.themes.solver import fit_weights, round_to_grid
from govtext.themes.taxonomy import NONE, load_taxonomy
from govtext.themes.training import expected_calibration_error
from govtext.themes.training_data import find_near_duplicates, read_rows, split_rows

DATA = Path(__file__).parents[3] / "data" / "themes"
TEXTS = [
    "全年立案审查5件，给予处分8人",
    "查处违规吃喝问题3起，移送司法1人",
    "理论学习中心组集中学习12次",
    "举办读书班3期，开展宣讲40场",
    "新修农村公路30公里，粮食丰收",
    "工业增加值增长8%，新增就业2000人",
] * 2
LABELS = [
    *["discipline_anticorruption"] * 2,
    *["political_building"] * 2,
    *[NONE] * 2,
] * 2


@pytest.fixture(scope="module")
def rows():
    """All labelled paragraphs."""
    return read_rows([DATA], load_taxonomy())


@pytest.fixture(scope="module")
def classifier():
    """A classifier fitted on a few texts."""
    return ThemeClassifier(min_df=1, folds=2).fit(TEXTS, LABELS)


def test_data_is_as_large_as_promised(rows):
    """At least 1,200 paragraphs, 180 a theme and 300 without one."""
    counts = dict.fromkeys((*load_taxonomy().labels, NONE), 0)
    for row in rows:
        counts[row.theme] += 1
    assert len(rows) >= 1200
    assert counts[NONE] >= 300
    assert min(counts.values()) >= 180


def test_data_has_no_near_duplicates_across_moulds(rows):
    """No two paragraphs of different moulds are nearly the same."""
    assert find_near_duplicates(rows) == ()


def test_near_duplicates_are_found_and_siblings_pass():
    """Texts that differ in figures alone are near-duplicates, unless of one mould."""
    one = LabelledParagraph(text="全年立案审查5件，给予党纪政务处分8人", id="a", mould="m")
    two = LabelledParagraph(text="全年立案审查9件，给予党纪政务处分6人", id="b", mould="n")
    assert find_near_duplicates([one, two]) == (("a", "b", 1.0),)
    sibling = LabelledParagraph(text=two.text, id="b", mould="m")
    assert find_near_duplicates([one, sibling]) == ()


def test_no_mould_is_split(rows):
    """No mould has paragraphs in both parts, and both parts are there."""
    train, test = split_rows(rows)
    assert train
    assert test
    assert not {row.mould for row in train} & {row.mould for row in test}


@pytest.mark.parametrize(
    ("content", "code"),
    [
        ("theme\ncadre_team\n", "train-columns"),
        ("theme\ttext\nother\t文\n", "train-row"),
        ("theme\ttext\ncadre_team\t\n", "train-row"),
    ],
)
def test_broken_data_names_the_file(tmp_path, content, code):
    """A wrong column, label or text is refused with the file's name."""
    file = tmp_path / "mine.tsv"
    file.write_text(content, "utf-8")
    with pytest.raises(InputError, match=r"mine\.tsv") as caught:
        read_rows([file], load_taxonomy())
    assert caught.value.code == code


def test_shipped_model_is_small_and_has_a_card():
    """The shipped model is under 3 MB and names data and labels."""
    model = shipped_model()
    folder = Path(load_model.__code__.co_filename).parent / "data" / "model"
    assert sum(file.stat().st_size for file in folder.iterdir()) < 3_000_000
    assert model.labels == (*load_taxonomy().labels, NONE)
    assert model.card["rows"] > 1000


def test_training_twice_gives_the_same_bytes(tmp_path):
    """The same labelled paragraphs give the same model files, byte for byte."""
    lines = [
        f"r{i}\t{label}\t{text}{i}"
        for i, (label, text) in enumerate(zip(LABELS, TEXTS, strict=True))
    ]
    file = tmp_path / "rows.tsv"
    file.write_text("id\ttheme\ttext\n" + "\n".join(lines) + "\n", "utf-8")
    for name in ("one", "two"):
        result = CliRunner().invoke(
            app,
            [
                "train",
                "--data",
                str(file),
                "--output",
                str(tmp_path / name),
                "--min-moulds",
                "1",
            ],
        )
        assert result.exit_code == 0, result.output
    for name in (ARRAYS, CARD):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


@pytest.mark.slow
def test_shipped_model_is_what_the_data_gives(tmp_path):
    """`govtext train` on data/themes rebuilds the shipped model."""
    result = CliRunner().invoke(
        app, ["train", "--data", str(DATA), "--output", str(tmp_path), "--json"]
    )
    assert result.exit_code == 0, result.output
    assert json.loads((tmp_path / CARD).read_text("utf-8"))["id"] == shipped_model().id


def test_saved_model_serves_the_finder(classifier, tmp_path):
    """A saved model loads again and carries its identity into the finder's version."""
    model = load_model(classifier.save(tmp_path), load_taxonomy())
    assert ThemeFinder(model=model).version.endswith(model.id)


@pytest.mark.parametrize(
    ("name", "data"),
    [(CARD, b"{}"), (CARD, b"no"), (ARRAYS, b""), (ARRAYS, b"PK\x03\x04 broken")],
)
def test_damaged_model_is_refused(classifier, tmp_path, name, data):
    """A damaged model file gives an error of the tree, whichever file it is."""
    folder = classifier.save(tmp_path)
    (folder / name).write_bytes(data)
    with pytest.raises(FormatError) as caught:
        load_model(folder)
    assert caught.value.code == "model-broken"


def test_missing_model_is_refused(tmp_path):
    """A folder without a model gives model-missing."""
    with pytest.raises(FormatError) as caught:
        load_model(tmp_path)
    assert caught.value.code == "model-missing"


@pytest.mark.parametrize(
    "estimator", [PolicyVectorizer(min_df=1), ThemeClassifier(min_df=1, folds=2)]
)
class TestContract:
    """What scikit-learn expects of an estimator, with texts for input."""

    def test_clone_and_params(self, estimator):
        """clone keeps the parameters; set_params and get_params agree."""
        copy = clone(estimator)
        assert copy.get_params() == estimator.get_params()
        assert copy.set_params(min_df=3).get_params()["min_df"] == 3

    def test_fit_returns_self_and_changes_no_parameter(self, estimator):
        """fit returns the estimator and leaves parameters and X as they were."""
        copy, texts = clone(estimator), list(TEXTS)
        before = copy.get_params()
        assert copy.fit(texts, LABELS) is copy
        assert copy.get_params() == before
        assert texts == TEXTS

    def test_not_fitted_is_refused(self, estimator):
        """An estimator that was not fitted raises NotFittedError."""
        method = "transform" if hasattr(estimator, "transform") else "predict"
        with pytest.raises(NotFittedError):
            getattr(clone(estimator), method)(TEXTS)

    def test_list_array_and_tuple_give_the_same(self, estimator):
        """A list, an array and a tuple of texts give the same; so does a refit."""
        copy = clone(estimator).fit(TEXTS, LABELS)
        again = clone(estimator).fit(np.array(TEXTS, dtype=object), LABELS)
        assert np.array_equal(outcome(copy, TEXTS), outcome(again, tuple(TEXTS)))
        assert np.array_equal(outcome(copy.fit(TEXTS, LABELS), TEXTS), outcome(again, TEXTS))

    def test_rows_are_independent(self, estimator):
        """The outcome of a text depends neither on its neighbours nor on their order."""
        copy = clone(estimator).fit(TEXTS, LABELS)
        whole = outcome(copy, TEXTS)
        assert np.allclose(whole[::-1], outcome(copy, TEXTS[::-1]))
        assert np.allclose(whole[:1], outcome(copy, TEXTS[:1]))

    def test_empty_text_and_no_text_are_accepted(self, estimator):
        """An empty text gives a row, no text gives none."""
        copy = clone(estimator).fit(TEXTS, LABELS)
        assert len(outcome(copy, [""])) == 1
        assert len(outcome(copy, [])) == 0

    def test_pickle_keeps_the_outcome(self, estimator):
        """A user may pickle a fitted estimator."""
        copy = clone(estimator).fit(TEXTS, LABELS)
        assert np.array_equal(
            outcome(pickle.loads(pickle.dumps(copy)), TEXTS), outcome(copy, TEXTS)
        )

    def test_one_text_is_refused(self, estimator):
        """A bare text in place of a sequence is refused, and so is a number in it."""
        with pytest.raises(InputError):
            clone(estimator).fit("文本", LABELS)
        with pytest.raises(InputError):
            clone(estimator).fit([1], [NONE])


def outcome(estimator, texts):
    """Return what the estimator makes of texts, as an array."""
    if hasattr(estimator, "predict_proba"):
        return estimator.predict_proba(texts)
    return estimator.transform(texts).toarray()


def test_vectorizer_names_its_columns():
    """Names, width and n_features_out_ agree, and set_output gives a frame."""
    vectorizer = PolicyVectorizer(min_df=1, sparse_output=False).fit(TEXTS)
    names = vectorizer.get_feature_names_out()
    assert len(names) == vectorizer.n_features_out_ == vectorizer.transform(TEXTS).shape[1]
    frame = vectorizer.set_output(transform="pandas").transform(TEXTS[:2])
    assert list(frame.columns) == list(names)


def test_vectorizer_works_in_a_pipeline_and_grid_search():
    """PolicyVectorizer serves in a Pipeline and a GridSearchCV."""
    pipeline = make_pipeline(PolicyVectorizer(min_df=1), LogisticRegression())
    search = GridSearchCV(pipeline, {"policyvectorizer__min_df": [1, 2]}, cv=2)
    search.fit(TEXTS, LABELS)
    assert search.predict(TEXTS[:1])[0] == LABELS[0]


def test_classifier_works_in_grid_search():
    """ThemeClassifier serves in a GridSearchCV."""
    search = GridSearchCV(ThemeClassifier(min_df=1, folds=2), {"C": [1.0, 30.0]}, cv=2)
    search.fit(np.array(TEXTS, dtype=object), np.array(LABELS, dtype=object))
    assert search.best_score_ > 0.5


def test_probabilities_sum_to_one(classifier):
    """Rows of probabilities sum to one, in the order of classes_."""
    shares = classifier.predict_proba(TEXTS)
    assert np.allclose(shares.sum(axis=1), 1)
    assert list(classifier.classes_) == sorted(set(LABELS))
    assert list(classifier.predict(TEXTS)) == LABELS


def test_heading_settles_contested_matter(classifier):
    """A paragraph given with a heading is judged in its light."""
    text = "组织旁听庭审，观看警示教育片"
    under = LabelledParagraph(text=text, heading="三、正风肃纪反腐")
    place = list(classifier.classes_).index("discipline_anticorruption")
    with_heading, without = classifier.predict_proba([under, text])[:, place]
    assert with_heading > without


def test_unknown_label_is_refused():
    """A label outside the taxonomy is refused by name."""
    with pytest.raises(InputError, match="weather"):
        ThemeClassifier().fit(["文", "字"], ["weather", NONE])


def test_calibration_error_of_a_worked_example():
    """Two bins, each off by a known gap."""
    confidence = np.array([0.95, 0.95, 0.55, 0.55])
    right = np.array([True, True, True, False])
    assert expected_calibration_error(confidence, right) == pytest.approx(0.05)


@pytest.mark.parametrize("n_classes", [2, 3])
def test_exact_weights_do_not_depend_on_the_way_there(n_classes):
    """From a start far off and from one nearby the same weights come out, to 1e-10."""
    from scipy.sparse import csr_matrix

    chance = np.random.default_rng(0)
    features = csr_matrix(chance.random((60, 12)))
    y = np.arange(60) % n_classes
    near = fit_weights(features, y, n_classes, c=5.0, seed=0, exact=False)
    exact = fit_weights(features, y, n_classes, c=5.0, seed=0, exact=True)
    order = chance.permutation(60)
    other = fit_weights(features[order], y[order], n_classes, c=5.0, seed=0, exact=True)
    assert np.allclose(exact[0], near[0], atol=0.02)
    assert np.abs(exact[0] - other[0]).max() < 1e-10
    assert np.abs(exact[1] - other[1]).max() < 1e-10


def test_grid_rounds_to_multiples():
    """Rounded values are multiples of a power of two."""
    assert list(round_to_grid(np.array([0.26, -0.13]), 2)) == [0.25, -0.25]
