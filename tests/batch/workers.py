"""Functions that worker processes import by name."""

import os
import time

from analyzer.errors import ConfigurationError


def behave(item):
    """What the item asks for: a crash, a long sleep, or its double."""
    if item == "die":
        os._exit(3)
    if item == "sleep":
        time.sleep(60)
    if item == "refuse":
        raise ConfigurationError("a wrong profile")
    if item == "raise":
        raise ValueError("unforeseen")
    return item * 2


def own_pid(item):
    time.sleep(0.01)
    return os.getpid()
