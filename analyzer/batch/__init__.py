"""Many files → records, in a process pool; with a store, only what changed. Front functions: `analyze_all`, `run_batch`."""

from analyzer.batch.records import analyze_records, is_error
from analyzer.batch.run import Batch, analyze_all, run_batch
from analyzer.batch.store import Store, is_results

__all__ = ["Batch", "Store", "analyze_all", "analyze_records", "is_error", "is_results", "run_batch"]
