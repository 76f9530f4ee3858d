import threading

from localoffer.core.turns import AT_ONCE, Turns, takes_turns


def test_no_more_than_a_few_work_at_once_and_all_are_answered():
    working, most, lock, all_in = 0, 0, threading.Lock(), threading.Barrier(8)

    @takes_turns
    def view(_request):
        nonlocal working, most
        with lock:
            working += 1
            most = max(most, working)
        threading.Event().wait(0.01)
        with lock:
            working -= 1
        return "answer"

    answers = []

    def visit():
        all_in.wait()
        answers.append(view(None))

    visitors = [threading.Thread(target=visit) for _ in range(8)]
    for visitor in visitors:
        visitor.start()
    for visitor in visitors:
        visitor.join(timeout=10)
    assert most == AT_ONCE
    assert answers == ["answer"] * 8


def test_a_view_that_fails_gives_its_turn_back():
    @takes_turns
    def fails(_request):
        raise ValueError

    for _ in range(AT_ONCE + 1):
        try:
            fails(None)
        except ValueError:
            continue
    assert takes_turns(lambda _request: "answer")(None) == "answer"


def test_turns_are_taken_in_the_order_asked():
    turns, order = Turns(1), []

    def ask(number):
        with turns:
            order.append(number)

    visitors = [threading.Thread(target=ask, args=(number,)) for number in range(5)]
    with turns:
        for waiting, visitor in enumerate(visitors, start=1):
            visitor.start()
            while len(turns._line) < waiting:
                threading.Event().wait(0.001)
    for visitor in visitors:
        visitor.join(timeout=10)
    assert order == [0, 1, 2, 3, 4]
