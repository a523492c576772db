"""A measured process: ``python -m bench.worker TASK ARGUMENTS``, which answers in JSON."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

__all__ = ["run"]


def run(task: str, **arguments: object) -> dict[str, Any]:
    """Run a task in a fresh process, so that its memory and caches are its own.

    Raises ``RuntimeError`` if it fails: wrong results are never passed over.
    """
    command = [sys.executable, "-m", "bench.worker", task, json.dumps(arguments)]
    root = Path(__file__).resolve().parent.parent
    paths = [str(root), *(str(Path(path).resolve()) for path in sys.path if path)]
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    with tempfile.TemporaryDirectory(prefix="juesuan-bench-") as cwd:  # the engine may spill here
        done = subprocess.run(
            command, cwd=cwd, env=env, stdout=subprocess.PIPE, text=True, check=False
        )
    if done.returncode:
        raise RuntimeError(f"the benchmark's task {task} failed")
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def _main() -> None:
    from bench.tasks import TASKS

    name, arguments = sys.argv[1:]
    sys.stdout.write(json.dumps(TASKS[name](**json.loads(arguments))) + "\n")


if __name__ == "__main__":
    _main()
