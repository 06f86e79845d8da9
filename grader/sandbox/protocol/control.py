"""What a judge asks of its zygote, and how it answers: messages of a fixed size, file descriptors beside them."""

from __future__ import annotations

import struct

# what: f(ork), r(eap a process), w(arm a module, by its place in WARMABLE), p(rime), q(uit)
REQUEST = struct.Struct("<ci")
REPLY = struct.Struct("<iq")
