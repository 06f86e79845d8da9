"""Code that several tests hand in."""

from __future__ import annotations

# Asks its Oracle once in each step.
PATH = """import torch
def path(f, start, lr, steps):
    w = torch.tensor(start, dtype=torch.float64, requires_grad=True)
    found = [w.detach().tolist()]
    for _ in range(steps):
        w.grad = None
        f(w).backward()
        w.data -= lr * w.grad
        found.append(w.detach().tolist())
    return found
"""
