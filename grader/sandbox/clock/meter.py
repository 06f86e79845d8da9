"""What a process has used so far, as the system tells it: processor time of all its threads, and the wait for a processor.

None where a system does not tell. Linux is tested; macOS and Windows are written by their documentation.
"""

from __future__ import annotations

import ctypes
import os
import sys
import time
from contextlib import suppress

CORES = os.cpu_count() or 1


def busy(pid: int) -> float | None:
    """Seconds of processor time, threads that have ended included."""
    try:
        if sys.platform == "linux":
            # The clock of another process (clock_getcpuclockid): finer than its stat file, and it can be asked where /proc
            # hides processes.
            return time.clock_gettime(~pid << 3 | 2)
        if sys.platform == "darwin":
            return _busy_on_macos(pid)
        if sys.platform == "win32":
            return _busy_on_windows(pid)
    except OSError:  # it has gone
        return None
    return None


def queued(pid: int) -> float | None:
    """Seconds in which its threads could have run and others did: only Linux tells, if built to."""
    waited = 0
    try:
        for thread in os.listdir(f"/proc/{pid}/task"):
            with suppress(FileNotFoundError, ProcessLookupError), open(f"/proc/{pid}/task/{thread}/schedstat", "rb") as told:
                waited += int(told.read().split()[1])
    except (OSError, IndexError):
        return None
    return waited / 1e9 if os.path.exists("/proc/self/schedstat") else None


def state(pid: int) -> str:
    """What it does, in one letter (proc(5)): R(uns), S(leeps), D, T (stopped by a signal)…; "" where nothing tells."""
    with suppress(OSError), open(f"/proc/{pid}/stat", "rb") as told:
        return told.read().rpartition(b")")[2].split()[0].decode()
    return ""


def stuck_in_kernel(pid: int) -> bool:
    """It waits for a disk or for memory that was swapped out, which no code can help."""
    return state(pid) == "D"


def _busy_on_macos(pid: int) -> float | None:
    """User and system time stand behind a UUID, in ticks whose length the system tells (mach_timebase_info)."""
    usage = (ctypes.c_uint64 * 64)()
    timebase = (ctypes.c_uint32 * 2)()
    system = ctypes.CDLL(None)
    if system.proc_pid_rusage(ctypes.c_int(pid), ctypes.c_int(0), ctypes.byref(usage)):
        return None
    system.mach_timebase_info(ctypes.byref(timebase))
    return (usage[2] + usage[3]) * timebase[0] / timebase[1] / 1e9


def _busy_on_windows(pid: int) -> float | None:
    kernel32 = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    kernel32.OpenProcess.restype = ctypes.c_void_p
    process = ctypes.c_void_p(kernel32.OpenProcess(0x1000, False, pid))  # PROCESS_QUERY_LIMITED_INFORMATION
    if not process:
        return None
    times = (ctypes.c_uint64 * 4)()  # created, ended, kernel, user; in 100 ns
    told = kernel32.GetProcessTimes(process, *(ctypes.byref(times, 8 * place) for place in range(4)))
    kernel32.CloseHandle(process)
    return (times[2] + times[3]) / 1e7 if told else None
