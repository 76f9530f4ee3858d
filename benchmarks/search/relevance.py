"""How well search answers, over the demo's content: recall with its uncertainty, each part's share, honesty, speed, memory.

LOCALOFFER_MODE=demo var/env-test/bin/python benchmarks/search/relevance.py [--queries FILE] [--shut] [--large] [--site DIR]

--queries  further labelled queries (fields q, relevant, set) · --shut  also the halves that nobody reads while tuning ·
--large  also speed at 2,000 pages · --site  keep and use again the scratch site in this directory.
"""

import argparse
import copy
import json
import os
import random
import resource
import sqlite3
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path

import yaml

HERE = Path(__file__).resolve().parent
HOUSE = HERE.parents[1]
OPEN_SETS, SHUT_SETS = ("seen", "blind_open", "fresh_open"), ("blind_shut", "fresh_shut")
RESAMPLES, FOLDS = 1000, 3
LARGE = 2000


@dataclass(frozen=True)
class Asked:
    """A query with the pages that answer it: as first labelled, and with pages written since."""

    text: str
    strict: frozenset[str]
    wide: frozenset[str]
    kind: str = ""


def main() -> None:
    options = arguments()
    with tempfile.TemporaryDirectory() as scratch:
        prepare(Path(options.site or scratch), is_new=not (options.site and (Path(options.site) / "localoffer.sqlite3").exists()))
        sets = read_sets(options)
        print_memory()
        print_recall(sets)
        print_kinds(sets)
        print_ablation(sets)
        print_held_out()
        print_honesty(options)
        print_cost([asked.text for some in sets.values() for asked in some])
        if options.large:
            print_large([asked.text for some in sets.values() for asked in some])


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--queries", type=Path)
    parser.add_argument("--shut", action="store_true")
    parser.add_argument("--large", action="store_true")
    parser.add_argument("--site")
    return parser.parse_args()


def prepare(data_dir: Path, *, is_new: bool) -> None:
    """A site of its own with the demo's answers, by the product's own commands."""
    data_dir.mkdir(parents=True, exist_ok=True)
    os.environ |= {
        "LOCALOFFER_MODE": "demo", "LOCALOFFER_DATA_DIR": str(data_dir), "LOCALOFFER_SECRET_KEY": "benchmark" * 8,
        "DJANGO_SETTINGS_MODULE": "localoffer.config.settings",
    }  # fmt: skip
    sys.path.insert(0, str(HOUSE))
    import django
    from django.core.management import call_command

    django.setup()
    if is_new:
        for command in (
            ["migrate"],
            ["load_taxonomies"],
            ["load_content", str(HOUSE / "data" / "demo" / "luton")],
            ["rebuild_search_index"],
        ):
            call_command(*command, verbosity=0, stdout=StringIO())
    call_command("learn_answers", verbosity=0, stdout=StringIO())


def read_sets(options: argparse.Namespace) -> dict[str, list[Asked]]:
    newer = yaml.safe_load((HERE / "newer_pages.yaml").read_text(encoding="utf-8"))
    files = [HERE / f"{name}.jsonl" for name in (*OPEN_SETS, *(SHUT_SETS if options.shut else ()))]
    sets = {path.stem: read_queries(path, newer) for path in [*([options.queries] if options.queries else []), *files]}
    for name in [name for name in sets if name.startswith("fresh")]:
        english = [asked for asked in sets[name] if asked.kind not in ("ro", "pl", "ur", "ur-roman", "bn")]
        sets |= {f"{name}, English": english, f"{name}, other": [asked for asked in sets[name] if asked not in english]}
    return sets


def read_queries(path: Path, newer: dict) -> list[Asked]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]
    return [
        Asked(row["q"], strict := frozenset(row["relevant"]), strict | frozenset(newer.get(row["q"], ())), row.get("kind") or row.get("set", ""))
        for row in rows
        if row["relevant"]
    ]  # fmt: skip


def found_by_all(text: str) -> list[str]:
    from localoffer.search.finding import find

    return [hit.document.key for hit in find(text).answers]


def hits_of(rows: list[Asked], search, *, wide: bool = True) -> list[tuple[bool, bool]]:
    """For each query whether a page that answers it is first, and among the first three."""
    hits = []
    for asked in rows:
        keys, right = search(asked.text), asked.wide if wide else asked.strict
        hits.append((bool(keys) and keys[0] in right, bool(right & set(keys[:3]))))
    return hits


def with_interval(hits: list[bool]) -> str:
    chance = random.Random(1)
    means = sorted(sum(chance.choices(hits, k=len(hits))) / len(hits) for _ in range(RESAMPLES))
    return f"{sum(hits) / len(hits):.3f} [{means[int(RESAMPLES * 0.025)]:.2f}–{means[int(RESAMPLES * 0.975)]:.2f}]"


def print_recall(sets: dict[str, list[Asked]]) -> None:
    print("\nRecall with 95 % interval: labels as first written, and with pages written since")
    print(f"{'set':24} {'n':>4}  {'strict @1':20} {'strict @3':20} {'newer @1':20} {'newer @3':20} empty")
    for name, rows in sets.items():
        strict, wide = hits_of(rows, found_by_all, wide=False), hits_of(rows, found_by_all)
        columns = [with_interval([hit[n] for hit in hits]) for hits in (strict, wide) for n in (0, 1)]
        empty = sum(not found_by_all(asked.text) for asked in rows)
        print(f"{name:24} {len(rows):4}  {' '.join(f'{column:20}' for column in columns)} {empty}")


def print_kinds(sets: dict[str, list[Asked]]) -> None:
    print("\nBy kind of wording, with newer pages (recall @1 / @3)")
    for name in [name for name in sets if "," not in name]:
        kinds = Counter(asked.kind for asked in sets[name])
        if len(kinds) > 1:
            parts = []
            for kind, count in sorted(kinds.items()):
                hits = hits_of([asked for asked in sets[name] if asked.kind == kind], found_by_all)
                parts.append(f"{kind} ({count}) {sum(h[0] for h in hits) / count:.2f}/{sum(h[1] for h in hits) / count:.2f}")
            print(f"{name}: {' · '.join(parts)}")


def steps(index=None) -> dict:
    """Name → search, each with one part more than the one before; the control first."""
    from localoffer.search import held, spelling
    from localoffer.search.ranking import WEIGHTS
    from localoffer.search.understanding import respell, understand

    index = index or held.answers()
    nobody = copy.copy(index)
    nobody.for_young_people = nobody.for_professionals = nobody.youngest > 10**6

    def search(weights, *, mended=True, among=index):
        def keys(text: str) -> list[str]:
            query = understand(text)
            meant = (
                spelling.mend(list(query.words), known=among.known, known_stems=among.known_stems)
                if mended and query.language == "en"
                else {}
            )
            return [hit.document.key for hit in among.rank(respell(query, meant) if meant else query, weights)]

        return keys

    nothing = replace(WEIGHTS, words=0, concepts=0, phrases=0, letters=0, learned=0)
    words = replace(nothing, words=WEIGHTS.words)
    concepts = replace(words, concepts=WEIGHTS.concepts)
    phrases = replace(concepts, phrases=WEIGHTS.phrases, letters=WEIGHTS.letters)
    return {
        "any word, FTS5 bm25 porter": control(index), "words by field": search(words, mended=False, among=nobody),
        "+ concepts": search(concepts, mended=False, among=nobody), "+ spelling": search(concepts, among=nobody),
        "+ phrasings": search(phrases, among=nobody), "+ what was learned": search(WEIGHTS, among=nobody), "+ whom it is for": search(WEIGHTS),
        "what was learned alone": search(replace(nothing, learned=1), among=nobody),
    }  # fmt: skip


def control(index):
    """What a site gets with SQLite's own full text and no more: any word of the query, best by bm25."""
    from localoffer.search.words import words_of

    table = sqlite3.connect(":memory:")
    table.execute("CREATE VIRTUAL TABLE pages USING fts5(key UNINDEXED, title, text, tokenize='porter unicode61')")
    table.executemany("INSERT INTO pages VALUES (?, ?, ?)", [_columns(page.document) for page in index.pages])

    def keys(text: str) -> list[str]:
        words = " OR ".join(f'"{word}"' for word in words_of(text))
        found = table.execute("SELECT key FROM pages WHERE pages MATCH ? ORDER BY bm25(pages) LIMIT 3", (words,)) if words else ()
        return [key for (key,) in found]

    return keys


def _columns(page) -> tuple[str, str, str]:
    return page.key, page.title, "\n".join((page.title, page.summary, *page.phrases, page.body))


def print_ablation(sets: dict[str, list[Asked]]) -> None:
    names = [name for name in sets if not (name.startswith("fresh") and "," not in name)]
    print("\nWhat each part brings, with newer pages (recall @1 / @3)")
    print(f"{'':28} {' '.join(f'{name:>20}' for name in names)}")
    for step, search in steps().items():
        scores = [hits_of(sets[name], search) for name in names]
        cells = [f"{sum(h[0] for h in hits) / len(hits):.3f} / {sum(h[1] for h in hits) / len(hits):.3f}" for hits in scores]
        print(f"{step:28} {' '.join(f'{cell:>20}' for cell in cells)}")


def print_held_out() -> None:
    """Phrasings left out of the index and of what is learned: wording nobody tuned on, with one page right and no other."""
    from localoffer.search.learning import learn
    from localoffer.search.models import SearchDocument
    from localoffer.search.ranking import AnswerIndex
    from localoffer.search.reading import read_page

    pages, chance = list(SearchDocument.objects.answers().order_by("kind", "key", "language")), random.Random(1)
    fold_of = [[chance.randrange(FOLDS) for _phrase in page.phrases] for page in pages]
    totals: dict[str, list] = {}
    for fold in range(FOLDS):
        kept, left_out = [], []
        for page, folds in zip(pages, fold_of, strict=True):
            left = copy.copy(page)
            left.phrases = [phrase for phrase, other in zip(page.phrases, folds, strict=True) if other != fold]
            kept.append(left)
            own = frozenset([page.key])
            left_out += [Asked(phrase, own, own) for phrase, other in zip(page.phrases, folds, strict=True) if other == fold]
        index = AnswerIndex([read_page(page) for page in kept], (), learn(kept, learned_from="benchmark"))
        for step, search in steps(index).items():
            totals.setdefault(step, []).extend(hits_of(left_out, search))
    print(f"\nPhrasings held out, {FOLDS} folds, one right page each (recall @1 and @3)")
    for step, hits in totals.items():
        print(f"{step:28} {with_interval([h[0] for h in hits])}  {with_interval([h[1] for h in hits])}  n={len(hits)}")


def print_honesty(options: argparse.Namespace) -> None:
    from localoffer.search.finding import find

    print("\nQueries about nothing of ours that get no answer")
    for name in ("fresh_open", *(["fresh_shut"] if options.shut else [])):
        rows = [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]
        texts = [row["q"] for row in rows if not row["relevant"]]
        answered = [text for text in texts if not find(text).is_empty]
        shown = "" if name.endswith("shut") else f" · answered: {', '.join(answered)}"
        print(f"{name}: {len(texts) - len(answered)} of {len(texts)}{shown}")


def timed(texts: list[str], index) -> str:
    from localoffer.search import spelling
    from localoffer.search.understanding import respell, understand

    times = []
    for text in texts:
        started = time.perf_counter()
        query = understand(text)
        meant = spelling.mend(list(query.words), known=index.known, known_stems=index.known_stems) if query.language == "en" else {}
        index.rank(respell(query, meant) if meant else query)
        times.append(1000 * (time.perf_counter() - started))
    times.sort()
    return f"p50 {times[len(times) // 2]:.1f} ms, p95 {times[int(len(times) * 0.95)]:.1f} ms"


def megabytes() -> float:
    return int(Path("/proc/self/statm").read_text().split()[1]) * resource.getpagesize() / 1e6


def print_memory() -> None:
    """First of all, while nothing has been read."""
    from localoffer.search import held

    before, started = megabytes(), time.perf_counter()
    index = held.answers()
    print(f"{len(index.pages)} pages with {len(index.phrase_norms)} phrasings, read in {time.perf_counter() - started:.2f} s: ", end="")
    print(f"{megabytes() - before:.0f} MB of a worker's memory, numpy itself not counted")


def print_cost(texts: list[str]) -> None:
    from localoffer.search import held, learned_file
    from localoffer.search.learning import learn
    from localoffer.search.models import SearchDocument

    index = held.answers()
    timed(texts, index)  # what is read once is read
    print(f"\nunderstand, mend and rank: {timed(texts, index)}")
    started = time.perf_counter()
    learn(SearchDocument.objects.answers(), learned_from="benchmark")
    print(f"learning: {time.perf_counter() - started:.1f} s · file {learned_file.path().stat().st_size / 1e6:.1f} MB")


def print_large(texts: list[str]) -> None:
    """2,000 pages made of ours with every third word exchanged, so that they differ as pages do."""
    from localoffer.search import held
    from localoffer.search.ranking import AnswerIndex
    from localoffer.search.reading import read_page

    pages = [page.document for page in held.answers().pages if page.document.kind != "topic"]
    chance, vocabulary = random.Random(1), sorted({word for page in pages for word in page.body.split()})

    def varied(text: str) -> str:
        return " ".join(chance.choice(vocabulary) if chance.random() < 1 / 3 else word for word in text.split(" "))

    made = []
    for number in range(LARGE):
        page = copy.copy(pages[number % len(pages)])
        page.key, page.title, page.body = f"{page.key}-{number}", varied(page.title), varied(page.body)
        page.phrases = [varied(phrase) for phrase in page.phrases]
        made.append(page)
    before, started = megabytes(), time.perf_counter()
    read = [read_page(page) for page in made]
    between = time.perf_counter()
    learned = held.answers().learned
    spread = {
        "pages": tuple(f"{p.kind}:{p.key}:{p.language}" for p in made),
        "matrix": learned.matrix[:2048, [n % len(pages) for n in range(LARGE)]],
    }
    index = AnswerIndex(read, (), replace(learned, rarity=learned.rarity[:2048], **spread))
    print(
        f"\n{LARGE} pages: read in {between - started:.1f} s, put together in {time.perf_counter() - between:.2f} s, {megabytes() - before:.0f} MB"
    )
    timed(texts[:50], index)
    print(f"understand, mend and rank: {timed(texts, index)}")


if __name__ == "__main__":
    main()
