"""Functions that the workers of a test's cluster import by name: what monstrous and hanging files do to them."""

import os
import signal
import time

from analyzer.batch.task import pack_content


def behave(item, options):
    """What the name of the file asks for, else the analysis; a crash of the worker itself is what the system does to it when
    memory runs out.
    """
    name = os.path.basename(item[0])
    if name.startswith("kills_worker"):
        os.kill(os.getppid(), signal.SIGKILL)
        os._exit(9)
    if name.startswith("kills_itself"):
        os._exit(9)
    if name.startswith("takes_all"):
        bytearray(6 << 30)  # more than the test allows, less than the machine has
    if name.startswith("hangs"):
        time.sleep(600)
    if name.startswith("finds_a_bug"):
        raise KeyError("no such thing")
    if name.startswith("breaks_the_task"):
        return {"metadata": "neither report nor error"}
    return pack_content(item, options)


def slowly(item, options):
    """The analysis, slow enough for a node to be lost in the middle."""
    time.sleep(0.04)
    return pack_content(item, options)
