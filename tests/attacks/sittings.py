"""Code in one exercise of a student that is after the next: it stays in the process, and speaks where nobody asked."""

from __future__ import annotations

_CHANNEL = """
import json, os, struct, sys, threading, time
import grader.runner.child.cell_runner as running
frame, channel = sys._getframe(), None
while frame:
    found = frame.f_locals.get('channel')
    channel = found if hasattr(found, '_outgoing') else channel
    frame = frame.f_back
out, incoming = channel._outgoing, channel._incoming
def send(**frame):
    body = json.dumps(frame).encode()
    os.write(out, struct.pack('<I', len(body)) + body)
def say():
    {what}
def when_done(end=running.Session.end):
    def ended(session):
        end(session)
        say()
    running.Session.end = ended
def meanwhile():
    threading.Thread(target=lambda: (time.sleep({after}), say()), daemon=True).start()
{when}()
"""
READY = "send(**{'is': 'ready'})"
MISSING = "{'is': 'item', 'name': 'one', 'observation': {'is': 'missing'}}"
_SAID = {
    "ready": READY,
    "ready twice": f"{READY}; {READY}",
    "a wish": "send(**{'is': 'want', 'modules': ['torch']})",
    "a hand-in": "send(**{'is': 'reading', 'reading': {'parts': [], 'notes': []}})",
    "done": "send(**{'is': 'done'})",
    "a whole exercise": f"{READY}; send(**{{'is': 'loaded', 'callables': []}}); send(**{MISSING}); send(**{{'is': 'done'}})",
    "a cell": "send(**{'is': 'ran', 'number': 1, 'failure': {}, 'notes': []})",
    "half a frame": "os.write(out, b'\\x05\\0\\0\\0he')",
    "a huge frame": "os.write(out, b'\\xff' * 8)",
    "no frame": "os.write(out, b'\\x02\\0\\0\\0{{')",
    "no more answers": "os.close(out)",
    "no more questions": "os.close(incoming)",
    "no more words": "os.close(1); os.close(2)",
    "many words": "os.set_blocking(1, False); os.write(1, b'x' * (1 << 20))",
    "goodbye": "os._exit(0)",
    "nothing but memory": "sys.kept = bytearray(200 << 20)",
}


def unseen(code: str) -> str:
    """The same where the look at the syntax tree does not see it, as no look could: SymPy evaluates a string."""
    hidden = list(f"exec({code!r}, {{}})".encode())
    return f"import sympy\nsympy.sympify(''.join(map(chr, {hidden})))"


SEAMS = {
    f"{name}, {when}": unseen(_CHANNEL.format(what=what, when=when, after=0.005))
    for name, what in _SAID.items()
    for when in ("when_done", "meanwhile")
}
SILENT = {
    "deaf": unseen(_CHANNEL.format(what="time.sleep(60)", when="when_done", after=0)),
    "stopped": unseen(_CHANNEL.format(what="os.kill(os.getpid(), 19)", when="when_done", after=0)),
    "half a size": unseen(_CHANNEL.format(what="os.write(out, b'ab')", when="when_done", after=0)),
}
SEEN = {
    "raises": "1/0",
    "leaves": "import os\nos._exit(3)",
    "crashes": "import ctypes\nctypes.string_at(0)",
    "exits": "exit()",
    "patches": "import math\nmath.floor = math.ceil = math.sqrt = None",
    "writes everywhere": "import os\nfor fd in range(64):\n    try: os.write(fd, b'{}')\n    except OSError: pass",
    "closes everything": "import os\nos.closerange(0, 64)",
    "hooks": "import sys\ndef hook(*x): raise OSError\nsys.addaudithook(hook)",
    "builtins": "import builtins\nbuiltins.len = builtins.callable = builtins.float = None",
    "json": "import json\njson.JSONEncoder.encode = json.dumps = None",
    "modules": "import sys\nsys.modules.clear()",
    "threads": "import threading, time, os\nthreading.Thread(target=lambda: (time.sleep(0.01), os._exit(1))).start()",
    "through the shell": "ip = get_ipython()\nip.run_line_magic('time', 'import math; math.floor = math.sqrt = None')",
    "through a method of the shell": "run = get_ipython().run_line_magic\nrun('time', 'import math; math.floor = None')",
    "through a command by another name": "n = 'time'\nget_ipython().run_line_magic(n, 'import math; math.floor = None')",
    "timed": "get_ipython().run_line_magic('timeit', '-o -n1 -r1 import math; math.floor = None')",
    "an input that nobody gave": "In.append('import math; math.floor = None')\nget_ipython().run_line_magic('rerun', '2')",
    "a written file": "get_ipython().run_cell_magic('writefile', 'a.py', 'import math; math.floor = None')\nimport a",
    "a file that is run": "get_ipython().run_cell_magic('file', 'a', 'import math; math.floor = None')\n%run a",
    "collects": "import gc\ngc.disable()\nx = []\nx.append(x)",
}
