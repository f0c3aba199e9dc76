"""Speed and memory as ratios within one run (`make bench`). Nothing here is timed by a test."""
