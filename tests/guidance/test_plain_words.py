import pytest

from localoffer.guidance.plain_words import KNOWN_SHORT, read, syllables

SPOKEN = {
    1: "a the be are one use asked makes while rule rules see free need goes whole school help child schools mile yes day page's",
    2: "worried table tables places changes applies wanted carried wishes teaches people worries bodies going doing being teacher agreed"
    " council's parents family's trial",
    3: "services nurseries area ideas examples violence diary wellbeing hospital provision satisfied batteries",
    4: "difficulties diagnosis academies mediation facilities responsible",
}


@pytest.mark.parametrize(("number", "word"), [(number, word) for number, line in SPOKEN.items() for word in line.split()])
def test_syllables_are_counted_as_they_are_spoken(number, word):
    assert syllables(word) == number


def test_long_words_that_families_meet_anyway_count_as_short_ones():
    assert syllables("Disabilities") == syllables("council") == 2


def test_short_words_in_short_sentences_are_for_young_readers():
    assert read("You can ask for help. The school must tell you what it will do.").age < 7
    hard = "The responsible commissioning authority determines individual eligibility following multidisciplinary consideration."
    assert read(hard).age > 20


def test_nothing_written_has_no_age():
    assert read("").age == 0.0
    assert read("- \n\n| | |\n").words == 0


def test_a_sentence_over_twenty_words_is_named_whole():
    twenty = " ".join(["word"] * 20)
    assert read(f"{twenty}.").long_sentences == ()
    assert read(f"One. {twenty} more. Two.").long_sentences == (f"{twenty} more.",)


@pytest.mark.parametrize("end", [".", "?", "!", ":", ";", '."', "\n", "\n\n"])
def test_sentences_end_at_stops_and_at_lines(end):
    ten = " ".join(["word"] * 10)
    assert read(f"{ten} word{end} {ten}").long_sentences == ()


def test_links_and_marks_are_not_words():
    assert read("1. **Ask** for [help with travel](question:transport).").words == 5
    assert read("| Ask | Tell |\n|---|---|\n| us | them |").words == 4


@pytest.mark.parametrize(
    "text", ["EHC needs assessment", "Ask about ABC (all be calm).", "All be calm (ABC) helps.", "GPs and SENCOs help."]
)
def test_a_short_form_that_is_known_or_explained_is_let_through(text):
    assert read(text).unexplained == ()


def test_a_short_form_that_nobody_explained_is_named_once():
    assert read("The ABC and the DEFs. The ABC again.").unexplained == ("ABC", "DEFs")
    assert "ABC" not in KNOWN_SHORT


@pytest.mark.parametrize(
    ("text", "word", "instead"),
    [
        ("Click here to go on.", "Click here", "say where the link leads"),
        ("A child with ASD.", "ASD", "autism"),
        ("She suffers from it.", "suffers from", "has"),
        ("He is wheelchair-bound.", "wheelchair-bound", "wheelchair user"),
        ("We signposted them.", "signposted", "tell you about"),
    ],
)
def test_words_we_do_not_write_are_named_with_what_to_write(text, word, instead):
    assert read(text).forbidden == ((word, instead),)


@pytest.mark.parametrize("text", ["Ring Asda.", 'People call that "signposting".', "We said so in order."])
def test_other_words_and_words_that_are_only_named_are_let_through(text):
    assert read(text).forbidden == ()
