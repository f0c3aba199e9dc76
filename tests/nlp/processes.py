"""Run as a script: `nlp.pipe` with two processes under a start method gives what one process gives."""

import multiprocessing
import sys

from analyzer.nlp import load

TEXTS = [
    "一、主要工作\n2023年，我局办理行政许可260余件，同比增长12.3%。\n二、存在的不足\n执法力量薄弱。",
    "今年以来，清源市司法局办理行政复议案件86件，其中纠错7件。未发生越级访。",
    "",
] * 4


def results(docs):
    return [
        (doc.text, doc._.metadata, doc._.sections, doc._.numbers, doc._.parts, doc._.indicators, doc._.zeros,
         [(key, span.label_, span.text) for key in doc.spans for span in doc.spans[key]])
        for doc in docs
    ]  # fmt: skip


if __name__ == "__main__":
    multiprocessing.set_start_method(sys.argv[1])
    nlp = load()
    one, two = results(nlp.pipe(TEXTS)), results(nlp.pipe(TEXTS, n_process=2, batch_size=3))
    assert len(one) == len(TEXTS)
    assert any(row[5] for row in one)
    assert one == two
