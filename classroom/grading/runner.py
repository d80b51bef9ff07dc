"""Runs the cells of one notebook and tells what came of each. This file alone enters the sandbox.

It gets one JSON object on its standard input: ``cells`` (pairs of id and source) and ``limits``. It writes one JSON
object a line to its standard output: that the kernel is ready, that a cell begins, what a cell put out, that a cell
would not end or ended the kernel. What it writes is a claim: the kernel beside it may belong to anybody.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import errno
import json
import os
import platform
import resource
import shutil
import signal
import struct
import sys
import time
from pathlib import Path
from typing import Any

# A grammar of web addresses that nbformat's checks could use. No notebook needs it, and it takes longer to load than
# all the rest.
sys.modules["rfc3987_syntax"] = None  # type: ignore[assignment]

from jupyter_client import AsyncKernelManager  # noqa: E402
from nbclient import NotebookClient  # noqa: E402
from nbclient.exceptions import DeadKernelError  # noqa: E402
from nbformat import NotebookNode, v4  # noqa: E402

# Of Linux's prctl: a signal when the parent dies, whether others may look into this process, who adopts orphans.
_PDEATHSIG, _DUMPABLE, _CHILD_SUBREAPER = 1, 4, 36
# What lets anybody filter system calls.
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2

_PICTURE, _MOST_PICTURES = 1_500_000, 10  # characters of a picture's base64; pictures of a cell

# System calls that give memory which stands in no process's account, so that nobody could watch it: memfd_create,
# memfd_secret, shmget, semget, msgget, io_uring_setup. By machine: its number in a filter, and theirs.
_UNSEEN = {
    "x86_64": (0xC000003E, (319, 447, 29, 64, 68, 425)),
    "aarch64": (0xC00000B7, (279, 447, 194, 190, 186, 425)),
}
_OTHER_ABI = 0x40000000  # numbers from here on are the same calls of x86_64 by another way

# Run before the first cell, so that nobody's time is spent on it.
_WARM_UP = "import widgets.patients"


class _Client(NotebookClient):
    """A client that keeps only so much of a cell's output."""

    most = 0
    kept = 0
    pictures = 0

    def output(
        self, outs: list[NotebookNode], msg: dict[str, Any], display_id: str | None, cell_index: int
    ) -> NotebookNode | None:
        content = msg["content"]
        self._thin_out(content)
        picture = len(str(content.get("data", {}).get("image/png", "")))
        size = len(json.dumps(content, default=str)) - picture
        if self.kept + size > self.most:
            if not isinstance(content.get("text"), str):
                return None
            content["text"] = content["text"][: max(0, self.most - self.kept)]
        self.kept += min(size, self.most)
        return super().output(outs, msg, display_id, cell_index)

    def _thin_out(self, content: dict[str, Any]) -> None:
        """Without pictures that are too large or too many."""
        data = content.get("data", {})
        if "image/png" in data:
            self.pictures += 1
            if len(str(data["image/png"])) > _PICTURE or self.pictures > _MOST_PICTURES:
                del data["image/png"]


def main() -> None:
    """Run what stands on the standard input."""
    told = _own_stream()
    job = json.loads(sys.stdin.buffer.read())
    _limit(job["limits"])
    _refuse_unseen_memory()
    if job["files"]:
        shutil.copytree(job["files"], Path.cwd(), dirs_exist_ok=True)

    def tell(**what: Any) -> None:
        told.write(json.dumps(what, default=str).encode() + b"\n")
        told.flush()

    asyncio.run(_run(job["cells"], job["limits"], tell))


def _own_stream() -> Any:
    """The pipe, out of the reach of the kernel that is started next; no other process may look into this one."""
    told = os.fdopen(os.dup(1), "wb")
    silence = os.open(os.devnull, os.O_RDWR)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
    libc = ctypes.CDLL(None)
    libc.prctl(_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    libc.prctl(_DUMPABLE, 0, 0, 0, 0)
    libc.prctl(_CHILD_SUBREAPER, 1, 0, 0, 0)
    return told


def _limit(limits: dict[str, Any]) -> None:
    wanted = {
        resource.RLIMIT_AS: limits["memory"]
        * 2,  # address space; what is used of it, the parent watches
        resource.RLIMIT_FSIZE: limits["disk"],
        resource.RLIMIT_NOFILE: limits["open_files"],
        resource.RLIMIT_CPU: int(limits["total_seconds"]) + 1,
        resource.RLIMIT_CORE: 0,
    }
    if limits["sandboxed"] and _counts_by_namespace():
        wanted[resource.RLIMIT_NPROC] = limits["processes"] * 2  # threads count as well
    for name, value in wanted.items():
        _, hard = resource.getrlimit(name)
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(name, (value, value))


class _Program(ctypes.Structure):
    _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_char_p))


def _refuse_unseen_memory() -> None:
    """Let the system calls of `_UNSEEN` fail, here and in all that is started; other machines than those go without."""
    if platform.machine() not in _UNSEEN:
        return
    machine, calls = _UNSEEN[platform.machine()]
    load, equal, at_least, end = 0x20, 0x15, 0x35, 0x06
    allow, refuse = 0x7FFF0000, 0x00050000 | errno.ENOSYS
    steps = [(load, 0, 0, 4), (equal, 0, len(calls) + 3, machine), (load, 0, 0, 0)]
    steps += [(at_least, len(calls) + 1, 0, _OTHER_ABI)]
    steps += [(equal, len(calls) - place, 0, call) for place, call in enumerate(calls)]
    steps += [(end, 0, 0, allow), (end, 0, 0, refuse)]
    program = _Program(len(steps), b"".join(struct.pack("HBBI", *step) for step in steps))
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    if libc.prctl(_SECCOMP, _FILTER, ctypes.byref(program), 0, 0):
        raise OSError(ctypes.get_errno(), "system calls cannot be filtered")


def _counts_by_namespace() -> bool:
    """Whether Linux counts processes by namespace. Before 5.14 it counted all of the user's, the desktop's too."""
    version = platform.release().split(".")[:2]
    return all(part.isdigit() for part in version) and tuple(map(int, version)) >= (5, 14)


async def _run(cells: list[list[str]], limits: dict[str, Any], tell: Any) -> None:
    sources = [_WARM_UP, *(source for _, source in cells)]
    notebook = v4.new_notebook(cells=[v4.new_code_cell(source) for source in sources])
    kernel = AsyncKernelManager(
        kernel_name="python3",
        transport="ipc",
        connection_file=f"{Path.cwd().parent}/ipc/kernel.json",
    )
    client = _Client(
        notebook,
        km=kernel,
        timeout=None,
        allow_errors=True,
        coalesce_streams=True,
        record_timing=False,
        store_widget_state=False,
        startup_timeout=limits["start_seconds"],
    )
    nowhere = asyncio.subprocess.DEVNULL
    await client.async_start_new_kernel(cwd=str(Path.cwd()), stdout=nowhere, stderr=nowhere)
    await client.async_start_new_kernel_client()
    client.most = limits["cell_output"] * 4
    await _cell(client, 0, limits["start_seconds"], limits["grace_seconds"])
    tell(ready=True)
    for place, (name, _) in enumerate(cells, 1):
        tell(begin=name)
        client.kept = client.pictures = 0
        begun = time.monotonic()
        how = await _cell(client, place, limits["cell_seconds"], limits["grace_seconds"])
        if how in ("endless", "dead"):
            tell(lost=name, how=how)
            break
        outputs = notebook.cells[place].outputs
        tell(end=name, how=how, outputs=outputs, seconds=round(time.monotonic() - begun, 3))
    else:
        tell(done=True)
    while True:  # the parent ends this process, with all that the kernel left behind
        await asyncio.sleep(3600)


async def _cell(client: _Client, place: int, seconds: float, grace: float) -> str:
    """Run one cell; says how it ended where that was not by itself: stopped, endless or dead."""
    task = asyncio.ensure_future(client.async_execute_cell(client.nb.cells[place], place))
    how = ""
    done, _ = await asyncio.wait({task}, timeout=seconds)
    if not done:
        how = "stopped"
        with contextlib.suppress(Exception):
            await client.km.interrupt_kernel()
        done, _ = await asyncio.wait({task}, timeout=grace)
    if not done:
        return "endless"
    try:
        task.result()
    except DeadKernelError:
        return "dead"
    return how


if __name__ == "__main__":
    main()
