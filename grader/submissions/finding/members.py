"""Names of files inside an archive: what they say, and which of them may become a file on this disk."""

from __future__ import annotations

import re
import unicodedata
from itertools import takewhile
from zipfile import ZipInfo

from grader.model import Text
from grader.submissions.files.file_names import in_a_sentence

_UTF8_FLAG = 0x800
_MAX_DEPTH = 12
_MAX_BYTES = 200  # of one part; most disks take 255
_DRIVE = re.compile(r"[A-Za-z]:")
_DEVICE = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])\s*(\.|$)", re.IGNORECASE)  # Windows opens these
_TOO_LONG = Text(de="ist zu lang", en="is too long")
_FORBIDDEN = str.maketrans(dict.fromkeys('<>:"|?*', "_"))  # Windows has no such file names; elsewhere they are harmless


def member_name(info: ZipInfo) -> str:
    """The name as it was meant: UTF-8 where it is (macOS does not say so), else the code page of DOS.

    `orig_filename` still has what zipfile cuts off behind a NUL.
    """
    name = info.orig_filename
    if info.flag_bits & _UTF8_FLAG:
        return name
    try:
        return name.encode("cp437").decode("utf-8")
    except UnicodeError:
        return name


def safe_parts(name: str) -> tuple[str, ...] | Text:
    """The folders and the file of a member, each a plain name in NFC; or the sentence that says why it has no place here."""
    path = name.replace("\\", "/")
    if path.startswith("/") or _DRIVE.match(path):
        return _refused(name, Text(de="beginnt am Anfang des Dateisystems", en="starts at the root of the file system"))
    parts = _parts(path)
    if ".." in parts:
        return _refused(name, Text(de="führt aus dem Ordner hinaus", en="leads out of the folder"))
    if not parts:
        return _refused(name, Text(de="ist leer", en="is empty"))
    why = next((why for part in parts if (why := _odd(part)) is not None), None)
    if why is None and len(parts) > _MAX_DEPTH:
        why = _TOO_LONG
    return _refused(name, why) if why is not None else tuple(part.translate(_FORBIDDEN) for part in parts)


def sound_folders(name: str) -> tuple[str, ...]:
    """The folders that a member without a place would have lain in, as far as they are sound: they tell whose it is."""
    path = name.replace("\\", "/")
    if path.startswith("/") or _DRIVE.match(path) or ".." in _parts(path):
        return ()
    folders = takewhile(lambda part: _odd(part) is None, _parts(path)[:-1])
    return tuple(part.translate(_FORBIDDEN) for part in folders)[:_MAX_DEPTH]


def _parts(path: str) -> tuple[str, ...]:
    return tuple(unicodedata.normalize("NFC", part) for part in path.split("/") if part not in ("", "."))


def _odd(part: str) -> Text | None:
    """Why no disk, or not every disk, takes a file of this name."""
    if any(unicodedata.category(char) in ("Cc", "Cs") for char in part):
        return Text(de="enthält Steuerzeichen", en="contains control characters")
    if part[-1] in ". ":
        return Text(de="endet mit Punkt oder Leerzeichen", en="ends with a dot or a space")
    if _DEVICE.match(part):
        return Text(de="ist für ein Gerät reserviert", en="is reserved for a device")
    return _TOO_LONG if len(part.encode()) > _MAX_BYTES else None


def short(name: str) -> str:
    """A member's name, fit to be shown in a sentence."""
    return in_a_sentence(name if len(name) <= 80 else f"{name[:40]}…{name[-30:]}")


def _refused(name: str, why: Text) -> Text:
    shown = short(name)
    return Text(
        de=f"Der Name „{shown}“ {why.de}; die Datei wurde nicht entpackt. Sie muss anders heißen und neu abgegeben werden.",
        en=f"The name “{shown}” {why.en}; the file was not unpacked. It has to be handed in again under another name.",
    )
