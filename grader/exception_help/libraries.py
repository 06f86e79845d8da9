"""SymPy, NumPy and torch, where they are mixed up or want their numbers in another form."""

from __future__ import annotations

from grader.exception_help.row import row

LIBRARIES = (
    row(
        "TypeError",
        "^Cannot convert (?:expression|symbols) to|has no callable|^must be real number, not (?:Symbol|Add|Mul|Pow)",
        "math und NumPy rechnen nur mit Zahlen, hier steht aber ein Symbol. Nimm die Funktion aus SymPy: exp, log, sqrt.",
        "math and NumPy calculate with numbers only, but here is a symbol. Use the function of SymPy: exp, log, sqrt.",
    ),
    row(
        "TypeError",
        "^cannot determine truth value of Relational",
        "Ob das gilt, hängt vom Symbol ab. if, and, or, max und min brauchen Zahlen: setze zuerst eine ein.",
        "Whether this holds depends on the symbol. if, and, or, max and min need numbers: insert one first.",
    ),
    row(
        "SympifyError",
        "cannot sympify object",
        "SymPy kann mit diesem Wert nicht rechnen. Ist der Name von dir? SymPy hat selbst welche: S, N, E, I.",
        "SymPy cannot calculate with this value. Is the name yours? SymPy has names of its own: S, N, E, I.",
    ),
    row(
        "SympifyError",
        "",
        "SymPy kann diesen Text nicht lesen. Schreibe alle Malzeichen und Potenzen mit **.",
        "SymPy cannot read this text. Write all times signs, and powers with **.",
    ),
    row(
        "ValueError",
        "^\\s*Since there is more than one variable",
        "Hier gibt es mehrere Variablen. Sag diff, nach welcher: diff(f, w)",
        "There are several variables here. Tell diff which one: diff(f, w)",
    ),
    row(
        "ValueError RuntimeError ShapeError",
        "could not be broadcast|must match the size of tensor|mismatch|inconsistent tensor size|shapes cannot be multiplied",
        "Die beiden Felder haben verschiedene Größen. Lass dir von beiden die Form zeigen: print(x.shape)",
        "The two arrays have different sizes. Let both show their shape: print(x.shape)",
    ),
    row(
        "ValueError RuntimeError",
        "^The truth value of an array|^Boolean value of Tensor",
        "if, and und or brauchen eine einzige Antwort, hier ist es für jeden Eintrag eine. Was soll gelten: alle, oder einer?",
        "if, and and or need one answer, here is one for each entry. What shall hold: all of them, or one?",
    ),
    row(
        "TypeError",
        "^Cannot interpret '.+' as a data type",
        "NumPy erwartet alles in einer Klammer: np.array([1, 2]), np.zeros((2, 3))",
        "NumPy wants all of it in one bracket: np.array([1, 2]), np.zeros((2, 3))",
    ),
    row(
        "TypeError",
        r"^([^()]+)\(\).*must be Tensor, not",
        "{0} von torch braucht einen Tensor. Mach aus der Zahl einen: torch.tensor(…)",
        "{0} of torch needs a tensor. Make one of the number: torch.tensor(…)",
    ),
    row(
        "TypeError",
        "^params argument given to the optimizer|^optimizer can only optimize Tensors",
        "Der Optimierer will eine Liste mit den Tensoren, die er verändern soll, auch wenn es nur einer ist.",
        "The optimiser wants a list of the tensors that it shall change, even if there is only one.",
    ),
    row(
        "RuntimeError",
        "does not require grad and does not have a grad_fn",
        "Hier hängt nichts von einem Tensor ab, nach dem torch ableiten soll. Hat er requires_grad, und rechnest du mit ihm?",
        "Nothing here depends on a tensor by which torch shall differentiate. Has it requires_grad, and do you use it?",
    ),
    row(
        "RuntimeError",
        "can be implicitly created only for scalar",
        "backward() geht nur von einer einzelnen Zahl aus. Fasse die Werte vorher zu einer zusammen.",
        "backward() starts from a single number only. Make one number of the values first.",
    ),
    row(
        "RuntimeError",
        "^Trying to backward through the graph a second time",
        "backward() lief hier zum zweiten Mal über dieselbe Rechnung. Berechne sie in jedem Schritt neu.",
        "backward() went through the same calculation a second time. Compute it anew in every step.",
    ),
    row(
        "RuntimeError",
        "^a leaf Variable that requires grad",
        "Ein Tensor, nach dem abgeleitet wird, darf so nicht verändert werden: torch würde den Schritt mit ableiten.",
        "A tensor by which is differentiated must not be changed like this: torch would differentiate the step, too.",
    ),
    row(
        "RuntimeError",
        r"^Can't call numpy\(\) on Tensor",
        "NumPy bekommt den Tensor erst, wenn er nicht mehr abgeleitet wird: x.detach()",
        "NumPy gets the tensor only once it is no longer differentiated: x.detach()",
    ),
    row(
        "RuntimeError",
        "^Only Tensors of floating point",
        "Ableiten kann torch nur nach Kommazahlen: 1.0 statt 1.",
        "torch differentiates by decimals only: 1.0, not 1.",
    ),
    row(
        "RuntimeError ValueError",
        "cannot be converted to (?:a )?(?:Scalar|Python scalar)|only one element tensors|only (?:size|length)-1 arrays",
        "Eine einzelne Zahl wird gebraucht, hier sind es mehrere. Wähle einen Eintrag aus.",
        "A single number is needed, here are several. Choose one entry.",
    ),
)
