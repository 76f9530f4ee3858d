import io

import pytest
from django.core.management import CommandError, call_command

from localoffer.core.models import CouncilSettings
from localoffer.directory.models import ImportBatch, Postcode, Service, TaxonomyTerm

from .conftest import HOUSE
from .test_ofsted import write

pytestmark = pytest.mark.django_db


def run(name, *arguments, **options):
    out = io.StringIO()
    call_command(name, *arguments, stdout=out, stderr=io.StringIO(), **options)
    return out.getvalue()


@pytest.fixture
def council(db):
    settings = CouncilSettings.load()
    settings.local_authority = "Luton"
    settings.save()


@pytest.fixture
def words(db):
    run("load_taxonomies")


def test_taxonomies_load_twice_and_change_nothing_the_second_time(db):
    first, second = run("load_taxonomies"), run("load_taxonomies")
    assert "Needs: 16 added" in first
    assert "Needs: 0 added, 0 changed, 16 as they were." in second
    assert TaxonomyTerm.objects.get(taxonomy__code="needs", code="ASD").parent.code == "CI"
    assert TaxonomyTerm.objects.filter(taxonomy__code="topics", code="travel/school-travel", parent__code="travel").exists()


def test_the_kinds_that_other_apps_name_are_all_there(words):
    named = (
        "nursery pre-school childminder resourced-nursery special-school-nursery special-school specialist-provision mainstream-school "
        "college short-break club holiday-scheme parent-group advice health-service therapy mental-health equipment travel-help "
        "council-team money-help housing care-home home-care supported-living work-help training-course out-of-school-care creche"
    )
    assert set(TaxonomyTerm.objects.of("service-kinds").values_list("code", flat=True)) == set(named.split())
    assert not TaxonomyTerm.objects.of("service-kinds").filter(short_name="").exists()


def test_a_word_changed_in_the_file_is_changed_and_none_is_taken_away(words):
    TaxonomyTerm.objects.filter(code="ASD").update(name="Old word")
    assert "Needs: 0 added, 1 changed, 15 as they were." in run("load_taxonomies")
    assert TaxonomyTerm.objects.get(code="ASD").name == "Autism"


def test_topics_that_cannot_be_read_stop_the_load(db, tmp_path):
    (tmp_path / "topics.yaml").write_text("- slug: [")
    with pytest.raises(CommandError, match=r"topics\.yaml cannot be read at line 1\. Nothing was changed"):
        run("load_taxonomies", topics=str(tmp_path / "topics.yaml"))
    assert not TaxonomyTerm.objects.exists()


def test_the_demo_register_loads_twice_and_changes_nothing_the_second_time(words, council):
    run("load_postcodes")
    path = HOUSE / "data" / "demo" / "luton" / "register" / "ofsted_childcare_luton.csv"
    first, second = run("import_ofsted", path), run("import_ofsted", path)
    assert "Luton, as at 31 August 2021" in first
    assert "98 new" in first
    assert "141 in somebody's home, counted only" in first
    assert "0 new" in second
    assert "98 as they were" in second
    assert Service.objects.published().count() == 98
    assert Service.objects.filter(at_locations__location__latitude=None).count() == 0


def test_a_dry_run_says_what_would_change_and_changes_nothing(words, council):
    said = run("import_ofsted", HOUSE / "data" / "samples" / "ofsted_sample.csv", local_authority="Example Borough", dry_run=True)
    assert "6 new" in said
    assert "row 12, EX100008 refused: It has no name." in said
    assert "dry run: nothing was changed" in said
    assert not Service.objects.exists()
    assert not ImportBatch.objects.exists()


def test_whose_rows_to_take_must_be_said(words, tmp_path):
    with pytest.raises(CommandError, match="--local-authority"):
        run("import_ofsted", tmp_path / "x.csv")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7", b"PK\x03\x04", b"\0\0", b"Provider URN\r\n1", b"\xff\xfeP\0", b"x" * 10_000_000])
def test_a_broken_file_is_one_sentence_and_nothing_is_written(words, council, tmp_path, content):
    path = tmp_path / "register.csv"
    path.write_bytes(content)
    with pytest.raises(CommandError, match="Nothing was changed") as refused:
        run("import_ofsted", path)
    assert "Traceback" not in str(refused.value)
    assert not ImportBatch.objects.exists()
    assert not Service.objects.exists()


def test_an_import_before_the_words_are_loaded_says_what_to_do(council, tmp_path):
    with pytest.raises(CommandError, match="Run load_taxonomies first"):
        run("import_ofsted", write(tmp_path / "register.csv", [{}]))
    assert not ImportBatch.objects.exists()


def test_a_shrunken_file_fails_waits_and_goes_through_with_a_persons_words(words, council, tmp_path):
    rows = [{"urn": f"EY10000{number}", "name": f"Nursery {number}"} for number in range(5)]
    path = write(tmp_path / "register.csv", rows)
    run("import_ofsted", path)
    write(path, [*rows[2:], {"urn": "EY999999", "name": "New one"}])
    with pytest.raises(CommandError, match="--accept-shrink"):
        run("import_ofsted", path)
    assert ImportBatch.objects.waiting().count() == 1
    assert Service.objects.count() == 5
    said = run("import_ofsted", path, accept_shrink="Two closed in July.")
    assert "no longer in the file" in said
    assert Service.objects.published().count() == 6
    run("import_ofsted", path, accept_shrink="Two closed in July.", unpublish_gone=True)
    assert Service.objects.published().count() == 4
    assert Service.objects.count() == 6


def test_postcodes_come_from_a_file_or_a_download_and_from_nothing_else(db, tmp_path):
    for arguments in ([], [tmp_path / "x", "--download"]):
        with pytest.raises(CommandError, match="Name a file, or say --download"):
            run("import_codepoint", *map(str, arguments))
    with pytest.raises(CommandError, match="Nothing was changed"):
        run("import_codepoint", str(tmp_path / "none.zip"))


def test_a_dry_run_of_postcodes_writes_none(db, tmp_path):
    (tmp_path / "lu.csv").write_text('"LU1 1AA",10,508653,221332,"","","","","E06000032",""\n')
    said = run("import_codepoint", str(tmp_path / "lu.csv"), dry_run=True)
    assert "1 loaded" in said
    assert not Postcode.objects.exists()
    run("import_codepoint", str(tmp_path / "lu.csv"))
    assert Postcode.objects.count() == 3


def test_a_download_goes_through_the_guarded_fetch(db, monkeypatch, tmp_path):
    import zipfile

    from localoffer.directory.importers import code_point_open
    from localoffer.directory.management.commands import import_codepoint

    path = tmp_path / "codepo.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("Data/CSV/lu.csv", '"LU1 1AA",10,508653,221332,"","","","","E06000032",""\n')
    asked = []
    monkeypatch.setattr(import_codepoint, "fetch", lambda url, **limits: asked.append((url, limits)) or path.read_bytes())
    assert "1 loaded" in run("import_codepoint", download=True)
    assert asked == [(code_point_open.DOWNLOAD, {"largest": code_point_open.LARGEST_DOWNLOAD, "seconds": 300})]


def test_progress_is_written_for_a_person_and_for_nobody_else():
    from django.core.management.base import OutputWrapper

    from localoffer.directory.progress import counted

    class Terminal(io.StringIO):
        def isatty(self):
            return True

    watched, unwatched = Terminal(), io.StringIO()
    assert list(counted(range(3), what="rows", to=OutputWrapper(watched))) == [0, 1, 2]
    assert list(counted(range(3), what="rows", to=OutputWrapper(unwatched))) == [0, 1, 2]
    assert "3 rows" in watched.getvalue()
    assert unwatched.getvalue() == ""
