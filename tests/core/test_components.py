"""Each component says its parameters, has an example in the gallery, and draws without a template mistake."""

import copy
import re
from datetime import date
from pathlib import Path

import pytest
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template import engines
from django.template.backends.django import DjangoTemplates

import localoffer.core
from localoffer.core.date_parts import DatePartsField
from localoffer.core.gallery import GALLERY
from localoffer.core.gallery_data import ExampleForm

FOLDER = Path(localoffer.core.__file__).parent / "templates/components"
FILES = sorted(FOLDER.glob("*.html"))
COMPONENTS = sorted(path.stem for path in FILES if not path.name.startswith("_"))
STYLES = (Path(localoffer.core.__file__).parent / "static/css/site.css").read_text()
ICONS = (Path(localoffer.core.__file__).parent / "static/img/icons.svg").read_text()
MISTAKE = "MISTAKE-IN-TEMPLATE"


@pytest.fixture(scope="module")
def strict_engine():
    """The site's own template engine, except that a name that is not there shows."""
    params = copy.deepcopy(next(each for each in settings.TEMPLATES if each["BACKEND"].endswith("DjangoTemplates")))
    params.pop("BACKEND")
    params = {"NAME": "strict", "DIRS": [], "APP_DIRS": False, **params}
    params["OPTIONS"] = {**params["OPTIONS"], "string_if_invalid": f"{MISTAKE} %s"}
    return DjangoTemplates(params)


def draw(engine, component: str, context: dict) -> str:
    return engine.get_template(f"components/{component}.html").render(context)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_component_begins_with_its_parameters(path):
    assert re.match(r"\{% comment %\}\n.{10,}?\{% endcomment %\}", path.read_text(), re.S)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_component_is_short_enough_to_read(path):
    assert len(path.read_text().splitlines()) <= 120


@pytest.mark.parametrize("component", COMPONENTS)
def test_component_has_an_example(component):
    assert component in {example.component for example in GALLERY}


def test_each_example_is_of_a_component_that_exists():
    assert {example.component for example in GALLERY} <= set(COMPONENTS)


@pytest.mark.parametrize("example", GALLERY, ids=lambda example: f"{example.component}: {example.title}")
def test_example_draws_without_a_missing_name(strict_engine, example):
    html = draw(strict_engine, example.component, example.context)
    assert MISTAKE not in html, html
    assert html.strip()


def test_strict_engine_sees_a_missing_name(strict_engine):
    assert MISTAKE in draw(strict_engine, "tag", {})


@pytest.mark.parametrize("component", COMPONENTS)
def test_component_is_listed_in_the_reference(component):
    reference = (FOLDER.parents[3] / "docs/reference/components.md").read_text()
    assert f"| `{component}` |" in reference


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_component_has_no_inline_style_or_script(path):
    assert not re.search(r"\sstyle=|<script|<style|\son[a-z]+=", path.read_text())


@pytest.mark.parametrize("example", GALLERY, ids=lambda example: f"{example.component}: {example.title}")
def test_every_picture_named_is_drawn(example):
    for name in re.findall(r'icons[^"#]*\.svg#([a-z-]+)"', example.html):
        assert f'id="{name}"' in ICONS


@pytest.mark.parametrize("example", GALLERY, ids=lambda example: f"{example.component}: {example.title}")
def test_every_class_of_ours_has_a_style(example):
    known_without_style = {"lo-chips__item"}
    classes = {name for value in re.findall(r'class="([^"]*)"', example.html) for name in value.split() if name.startswith("lo-")}
    blocks = {name.split("--")[0] for name in classes} - known_without_style
    assert {name for name in blocks if f".{name}" not in STYLES and f".{name.split('__')[0]}" not in STYLES} == set()


def test_pictures_named_in_the_shipped_data_are_drawn():
    data = FOLDER.parents[3] / "data"
    named = {name for path in data.rglob("*.yaml") for name in re.findall(r"\bicon: ([a-z-]+)", path.read_text(encoding="utf-8"))}
    assert named
    assert {name for name in named if f'id="{name}"' not in ICONS} == set()


def test_text_is_escaped_and_only_html_parameters_are_trusted(strict_engine):
    html = draw(strict_engine, "card", {"title": "<b>x</b>", "url": "#", "text": '"><script>'})
    assert "<b>" not in html
    assert "<script>" not in html


def test_field_ties_hint_and_error_to_its_control():
    form = ExampleForm({"email": "sam"}, {})
    html = engines["django"].get_template("components/field.html").render({"field": form["email"]})
    described_by = re.search(r'aria-describedby="([^"]*)"', html).group(1).split()
    assert described_by == ["id_email_helptext", "id_email_error"]
    assert all(f'id="{each}"' in html for each in described_by)
    assert 'aria-invalid="true"' in html


def test_error_summary_links_to_controls_that_exist():
    form = ExampleForm({}, {})
    page = "".join(engines["django"].get_template("components/field.html").render({"field": bound}) for bound in form)
    summary = engines["django"].get_template("components/form-errors.html").render({"form": form})
    targets = re.findall(r'href="#([^"]+)"', summary)
    assert len(targets) == len(form.errors)
    assert all(f'id="{target}"' in page for target in targets)


def test_chosen_option_stays_chosen():
    form = ExampleForm({"topic": "health", "answer": "no", "days": ["sat"], "agrees": "on"}, {})
    draw_field = engines["django"].get_template("components/field.html").render
    assert re.search(r'<option value="health" selected', draw_field({"field": form["topic"]}))
    assert re.search(r'value="no"[^>]*checked', draw_field({"field": form["answer"]}), re.S)
    assert re.search(r'value="sat"[^>]*checked', draw_field({"field": form["days"]}), re.S)
    assert "checked" in draw_field({"field": form["agrees"]})


@pytest.mark.parametrize(
    ("typed", "day"), [(["27", "3", "2019"], date(2019, 3, 27)), (["1", "March", "2020"], date(2020, 3, 1)), (["", "", ""], None)]
)
def test_date_parts_are_read(typed, day):
    assert DatePartsField(required=False).clean(typed) == day


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        (["", "3", "2019"], "day"),
        (["1", "", "2019"], "month"),
        (["1", "3", ""], "year"),
        (["1", "3", "19"], "year"),
        (["30", "2", "2019"], "unreal"),
        (["²", "2", "2019"], "unreal"),
        (["1", "2", "abcd"], "year"),
        (["1", "13", "2019"], "unreal"),
        (["1", "1", "0000"], "unreal"),
    ],
)
def test_date_parts_refuse_what_is_no_date_and_say_why(typed, code):
    with pytest.raises(ValidationError) as refused:
        DatePartsField().clean(typed)
    assert refused.value.code == code


def test_date_boxes_keep_what_was_typed():
    class Form(forms.Form):
        born_on = DatePartsField()

    form = Form({"born_on_day": "30", "born_on_month": "2", "born_on_year": "2019"})
    html = engines["django"].get_template("components/field.html").render({"field": form["born_on"]})
    assert [re.search(rf'name="born_on_{part}"[^>]*value="(\d+)"', html).group(1) for part in ("day", "month", "year")] == [
        "30",
        "2",
        "2019",
    ]
