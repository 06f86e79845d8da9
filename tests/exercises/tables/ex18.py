"""Exercise 18 as its text states it."""

from __future__ import annotations

from tests.exercises.table import table

RIGHT = [
    ("bce_value", "log(S(10)/3)/3"),
    ("bce_value", "0.4013"),
    ("bce_value", "0.401"),
    ("bce_value", "-(log(0.5) + log(0.75) + log(0.8))/3"),
    ("bce_value", "'(ln 2 + ln(4/3) + ln(5/4))/3'"),
    ("ce_value", "log(S(8)/3)/2"),
    ("ce_value", "0.4904"),
    ("ce_value", "'0,4904'"),
    ("ce_value", "-(log(0.5) + log(0.75))/2"),
    ("slope_in_logit", "1/(1 + exp(-z)) - y"),
    ("slope_in_logit", "exp(z)/(1 + exp(z)) - y"),
    ("slope_in_logit", "(1 - y - y*exp(-z))/(1 + exp(-z))"),
    ("slope_in_logit", "diff(-y*log(1/(1 + exp(-z))) - (1 - y)*log(1 - 1/(1 + exp(-z))), z)"),
    ("slope_in_logit", "'1/(1+e^-z) - y'"),
    ("slope_in_logit", "(1 + tanh(z/2))/2 - y"),
]
MISTAKES = [
    ("bce_value", "log(S(5)/2)/3", "M1"),
    ("bce_value", "0.3054", "M1"),
    ("bce_value", "1.204", "M2"),
    ("ce_value", "0.1635", "M3"),
    ("ce_value", "log(32)/2", "M4"),
    ("slope_in_logit", "(1/(1 + exp(-z)) - y)/(exp(-z)/(1 + exp(-z))**2)", "M5"),
    ("bce_value", "-0.4013", "M7"),
    ("ce_value", "log(8/3)", "M8"),
    ("ce_value", "-0.4904", "M9"),
    ("ce_value", "'0,213'", "M10"),
    ("slope_in_logit", "'y - 1/(1+e^(-z))'", "M11"),
    ("slope_in_logit", "'1/(1+e^z) - y'", "M12"),
    ("bce_value", "-(log(1/2) + log(1/4) + log(4/5))/3", "M13"),
]
OTHERS = [
    ("bce_value", "0.4", "wrong", "0"),
    ("bce_value", "log(10/3, 10)/3", "wrong", "0"),  # base 10
    ("ce_value", "0.98083", "wrong", "0"),
    ("slope_in_logit", "y - 1/(1 + exp(-z))", "wrong", "0"),
    ("slope_in_logit", "'p - y'", "invalid", "0"),
]
NAIVE = "import numpy as np\ndef bce(yhat, y):\n    yhat, y = np.asarray(yhat, float), np.asarray(y, float)\n"
BCE = [
    # the usual ways; points of 3, mistake
    (NAIVE + "    p = np.where(y == 1, yhat, 1 - yhat)\n    return -np.log(p).mean()", "3", None),
    (
        "import torch\ndef bce(yhat, y):\n    f = torch.float64\n"
        "    return torch.nn.BCELoss()(torch.tensor(yhat, dtype=f), torch.tensor(y, dtype=f))",
        "0",  # ready-made
        None,
    ),
    (NAIVE + "    return -(y*np.log(yhat) + (1 - y)*np.log(1 - yhat)).mean()", "2", "M6"),
    (
        NAIVE + "    q = np.clip(yhat, 1e-15, 1 - 1e-15)\n    return -(y*np.log(q) + (1 - y)*np.log(1 - q)).mean()",
        "2",  # certain and right is not exactly 0 any more
        None,
    ),
    (NAIVE + "    return -np.nan_to_num(np.log(np.where(y == 1, yhat, 1 - yhat)), neginf=0).mean()", "2", None),
    (NAIVE + "    p = np.where(y == 1, yhat, 1 - yhat)\n    return -np.log(p).sum()", "2", "M16"),
    ("import math\ndef bce(yhat, y):\n    return -sum(math.log(p if l else 1 - p) for p, l in zip(yhat, y))/len(y)", "2", None),
    ("def bce(yhat, y): return log(S(10)/3)/3", "0", None),
    ("def bce(yhat, y): return 0", "0", None),
    ("def bce(yhat, y): return float('nan')", "0", "M6"),
    ("def bce(yhat, y): pass", "0", None),
]
ROWS = "import numpy as np\ndef cce(yhat, Y):\n    yhat, Y = np.asarray(yhat, float), np.asarray(Y)\n"
CCE = [
    (ROWS + "    return -np.log(yhat[Y == 1]).mean()", "3"),
    (ROWS + "    return -np.log((yhat*Y).sum(axis=1)).mean()", "3"),
    (ROWS + "    return -(Y*np.log(yhat)).sum(axis=1).mean()", "1"),  # 0·log 0
    (ROWS + "    return -np.log(yhat[Y == 1]).sum()", "2"),
    (ROWS + "    return -(Y*np.log(np.clip(yhat, 1e-15, 1))).sum(axis=1).mean()", "3"),
    (ROWS + "    return -(Y*np.log(np.clip(yhat, 1e-15, 1))).mean()", "2"),  # over classes, too; 34.5/3 still is a lot
]
ANSWERS = [
    *table("item answer", RIGHT, outcome="correct"),
    *table("item answer mistake", MISTAKES),
    *table("item answer outcome points", OTHERS),
    *table("code points mistake", BCE, item="bce"),
    *table("code points", CCE, item="cce"),
]
