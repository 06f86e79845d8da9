"""Exercise 22: what CrossEntropyLoss makes of logits; torch itself is the oracle."""

from __future__ import annotations

from tests.exercises.table import table

RIGHT = [
    ("row_losses", "[log(4), log(S(5)/3)]"),
    ("row_losses", "[1.386, 0.511]"),
    ("row_losses", "['ln 4', 'ln(5/3)']"),
    ("returned_loss", "log(S(20)/3)/2"),
    ("returned_loss", "0.9486"),
    ("loss_of_double_softmax", "1.0278"),
    ("lowest_with_double_softmax", "log(E + 2) - 1"),
    ("lowest_with_double_softmax", "'ln(1 + 2/e)'"),
    ("lowest_with_double_softmax", "0.551"),
    ("accepted_targets", "{'long', 'onehot_float'}"),
    ("accepted_targets", "['onehot_float', 'LONG']"),
    ("accepted_targets", "'long; onehot_float'"),
]
MISTAKES = [
    ("returned_loss", "log(S(20)/3)", "M1"),
    ("returned_loss", "log(S(20)/3)/6", "M2"),
    ("returned_loss", "-17/40", "M3"),
    ("returned_loss", "-log(6)/2", "M4"),
    ("lowest_with_double_softmax", "0", "M5"),
    ("accepted_targets", "{'long', 'onehot_long'}", "M6"),
    ("row_losses", "[log(S(3)/2), log(S(4)/3)]", "M7"),
    ("row_losses", "[-log(2), -log(3)]", "M8"),
    ("row_losses", "[log(8), log(5)]", "M9"),
    ("loss_of_double_softmax", "log(S(20)/3)/2", "M10"),
    ("lowest_with_double_softmax", "log(3)", "M11"),
]
FOLLOWS = [
    ("[1, 2]", "1.5", "follow_through", "1"),
    ("[log(S(3)/2), log(S(4)/3)]", "log(2)/2", "follow_through", "1"),
    ("[1, -1]", "0", "wrong", "0"),  # a loss below 0 leads nowhere
    ("[0, 0]", "0", "wrong", "0"),
]
FUNCTIONS = [
    (
        "import torch\ndef loss_value(logits, labels):\n    return torch.nn.functional.cross_entropy(logits, labels)",
        "correct",
        "3",
    ),
    (
        "import torch\ndef loss_value(logits, labels):\n"
        "    return -torch.log_softmax(logits, dim=1)[torch.arange(len(labels)), labels].mean().item()",
        "correct",
        "3",
    ),
    (
        "import torch\ndef loss_value(logits, labels):\n    p = torch.softmax(logits, 1)\n"
        "    return torch.nn.functional.cross_entropy(p, labels).item()",
        "wrong",
        "0",
    ),
    (
        "import torch\ndef loss_value(logits, labels):\n    p = torch.exp(logits) / torch.exp(logits).sum(1, keepdim=True)\n"
        "    return -torch.log(p[torch.arange(len(labels)), labels]).mean().item()",
        "partial",
        "2",
    ),
    ("def loss_value(logits, labels):\n    return 0.9486", "wrong", "0"),
]
ANSWERS = [
    *table("item answer", RIGHT, outcome="correct"),
    *table("item answer mistake", MISTAKES),
    *table("row_losses returned_loss outcome points", FOLLOWS, item="returned_loss"),
    *table("code outcome points", FUNCTIONS, item="loss_value"),
]
