from pathlib import Path

import pytest
from django.core.management import call_command

from localoffer.search import held

DEMO = Path(__file__).resolve().parents[2] / "data/demo/luton"


@pytest.fixture
def demo_council(db):
    """The demo council as `./run` loads it: its content, its nurseries, its postcodes and the index over them."""
    held.forget_answers()
    call_command("load_taxonomies", verbosity=0)
    call_command("load_postcodes", verbosity=0)
    call_command("load_content", str(DEMO), verbosity=0)
    call_command("import_ofsted", str(DEMO / "register/ofsted_childcare_luton.csv"), verbosity=0)
    call_command("rebuild_search_index", verbosity=0)
    yield
    held.forget_answers()
