import threading
import time

from localoffer.search.once import once


def test_many_threads_work_an_answer_out_once():
    made = []

    @once
    def slow(name):
        time.sleep(0.05)
        made.append(name)
        return name.upper()

    answers = []
    threads = [threading.Thread(target=lambda: answers.append(slow("list"))) for _ in range(10)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert made == ["list"]
    assert answers == ["LIST"] * 10
