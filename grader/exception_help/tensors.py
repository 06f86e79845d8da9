"""torch: labels and logits, types and shapes of tensors, gradients and optimisers, in the words of its own exceptions."""

from __future__ import annotations

from grader.exception_help.row import row

TENSORS = (
    row(
        "RuntimeError TypeError",
        "^zero-dimensional tensor .{1,40} cannot be concatenated|^expected Tensor as element",
        "cat und stack fügen Tensoren aneinander: stack braucht lauter Tensoren, cat solche mit Einträgen.",
        "cat and stack join tensors: stack takes tensors only, cat needs tensors that have entries.",
    ),
    row(
        "RuntimeError",
        "^Index tensor must have the same number of dimensions",
        "gather will die Nummern in so vielen Richtungen wie die Werte. Mach aus der Reihe eine Spalte: labels.unsqueeze(1)",
        "gather needs the numbers in as many directions as the values. Turn the row into a column: labels.unsqueeze(1)",
    ),
    row(
        "RuntimeError",
        "^expected target dtype to be Long|^expected scalar type Long but found",
        "Die Labels müssen ganze Zahlen vom Typ long sein, hier haben sie einen anderen Typ: labels.long()",
        "The labels must be integers of type long; these have another type: labels.long()",
    ),
    row(
        "RuntimeError",
        "^Expected floating point type for target with class probabilities",
        "Labels in der Form der Logits liest torch als Wahrscheinlichkeiten, und die sind Kommazahlen. Gib die Nummern der "
        "Klassen an, oder mach Kommazahlen aus dem One-Hot-Vektor.",
        "torch reads labels in the shape of the logits as probabilities, which are floats. Give the class numbers, or turn the "
        "one-hot vector into floats.",
    ),
    row(
        "RuntimeError",
        "^0D or 1D target tensor expected",
        "Die Labels sollen eine einfache Reihe von Nummern sein, hier haben sie noch eine zweite Richtung. Sieh dir "
        "labels.shape an.",
        "The labels should be a plain row of numbers; these still have a second direction. Look at labels.shape.",
    ),
    row(
        "IndexError RuntimeError",
        "^Target -?[0-9]+ is out of bounds|^Class values must be",
        "Ein Label nennt eine Klasse, die es nicht gibt. Die Nummern beginnen bei 0.",
        "A label names a class that does not exist. The numbers start at 0.",
    ),
    row(
        "ValueError",
        "^Expected input batch_size|^For 1D input, 1D target",
        "Zu jeder Zeile mit Logits gehört ein Label, hier sind es nicht gleich viele. Vergleiche logits.shape und "
        "labels.shape, und die Reihenfolge: zuerst die Logits.",
        "Each row of logits needs one label, but here the numbers differ. Compare logits.shape and labels.shape, and check the "
        "order: logits first.",
    ),
    row(
        "NotImplementedError RuntimeError",
        "not implemented for '(?:Long|Int|Short|Byte|Char|Bool)'",
        "Diese Rechnung macht torch nur mit Kommazahlen, hier bekommt sie ganze Zahlen. Prüfe, was du übergibst und in "
        "welcher Reihenfolge; 1.0 ist eine Kommazahl, 1 nicht.",
        "torch does this calculation with floats only, but here it gets integers. Check what you pass, and in which order; 1.0 "
        "is a float, 1 is not.",
    ),
    row(
        "NotImplementedError",
        'is missing the required "forward" function',
        "Deine Klasse hat keine Methode forward. Prüfe, ob sie so heißt und in der Klasse eingerückt steht.",
        "Your class has no method forward. Check its name, and that it is indented inside the class.",
    ),
    row(
        "RuntimeError",
        "^mean\\(\\): could not infer output dtype",
        "Einen Mittelwert bildet torch nur von Kommazahlen, hier sind es ganze Zahlen.",
        "torch takes the mean of floats only, but these are integers.",
    ),
    row(
        "RuntimeError",
        "^all elements of (?:input|target) should be between 0 and 1",
        "Hier werden Wahrscheinlichkeiten zwischen 0 und 1 erwartet, andere Zahlen kommen vor. Sind es noch Logits?",
        "Probabilities between 0 and 1 are expected here, but there are other numbers. Are they still logits?",
    ),
    row(
        "ValueError",
        "^(?:Using a target size|Target size) \\(torch.Size",
        "Vorhersagen und Labels haben verschiedene Formen. Lass dir von beiden die Form zeigen: print(x.shape)",
        "Predictions and labels have different shapes. Print the shape of both: print(x.shape)",
    ),
    row(
        "RuntimeError",
        "same dtype|^Found dtype [A-Z][a-z]+ but expected|^expected scalar type [A-Z][a-z]+ but found",
        "Die Zahlen haben verschiedene Typen (float32, float64 oder ganze Zahlen). Bring beide auf denselben: x.double() "
        "oder x.float()",
        "The numbers have different types (float32, float64 or integers). Convert both to the same one: x.double() or "
        "x.float()",
    ),
    row(
        "RuntimeError",
        "can't be cast to the desired output type",
        "In diesen Tensor passen nur ganze Zahlen, das Ergebnis hat aber Kommastellen. Lege ihn mit Kommazahlen an: 1.0 "
        "statt 1.",
        "This tensor holds integers only, but the result has decimals. Create it with floats: 1.0, not 1.",
    ),
    row(
        "RuntimeError",
        "not on the expected device|to be on the same device",
        "Die Tensoren liegen auf verschiedenen Geräten (Prozessor und Grafikkarte). Rechne nur auf dem Prozessor.",
        "The tensors are on different devices (processor and graphics card). Compute on the processor only.",
    ),
    row(
        "AssertionError RuntimeError",
        "^Torch not compiled with CUDA|^Found no NVIDIA driver|^No CUDA GPUs",
        "Eine Grafikkarte gibt es hier nicht. Lass cuda weg.",
        "There is no graphics card here. Leave cuda out.",
    ),
    row(
        "ValueError",
        "^can't optimize a non-leaf Tensor",
        "Der Optimizer bekommt hier das Ergebnis einer Rechnung. Er braucht den Tensor selbst, den du mit requires_grad=True "
        "angelegt hast.",
        "The optimiser gets the result of a calculation here. It needs the tensor itself, the one created with "
        "requires_grad=True.",
    ),
    row(
        "ValueError",
        "^optimizer got an empty parameter list",
        "Der Optimizer bekommt eine leere Liste. Gib ihm den Tensor, den er verändern soll.",
        "The optimiser gets an empty list. Give it the tensor that it should change.",
    ),
    row(
        "ValueError",
        "^Invalid learning rate",
        "Die Learning-Rate darf nicht negativ sein: Bergab geht der Optimizer von selbst.",
        "The learning rate must not be negative: the optimiser goes downhill by itself.",
    ),
    row(
        "TypeError",
        "^[A-Za-z]+ is not an Optimizer",
        "Der Plan für die Learning-Rate braucht den Optimizer selbst in der Klammer.",
        "The learning-rate scheduler needs the optimiser itself in its brackets.",
    ),
    row(
        "AttributeError",
        "^'(?:float|int|Tensor|list)' object has no attribute '(?:step|zero_grad)'",
        "step() und zero_grad() gehören zum Optimizer. Was hier vor dem Punkt steht, ist keiner.",
        "step() and zero_grad() belong to the optimiser. What stands before the dot here is not one.",
    ),
    row(
        "AttributeError",
        "^'(?:float|int)' object has no attribute '(backward|grad|item|detach|requires_grad|clone)'",
        "Was vor .{0} steht, ist eine gewöhnliche Zahl, kein Tensor. Rechne mit dem Tensor, bis du die Zahl brauchst.",
        "What stands before .{0} is an ordinary number, not a tensor. Calculate with the tensor until you need the number.",
    ),
    row(
        "AttributeError",
        "^'NoneType' object has no attribute '(?:zero_|data)'",
        "Ein .grad ist None, solange kein backward() lief – und bei einem neuen Tensor, wie ihn w = w - … macht.",
        "A .grad is None until backward() has run – and in a new tensor, such as the one that w = w - … creates.",
    ),
    row(
        "RuntimeError",
        "^one of the variables needed for gradient computation has been modified",
        "Ein Tensor wurde verändert, bevor backward() ihn noch brauchte. Ändere w erst nach backward().",
        "A tensor was changed although backward() still needed it. Change w only after backward().",
    ),
    row(
        "RuntimeError",
        "appears to not have been used in the graph",
        "Der Loss hängt nicht von dem Tensor ab, nach dem du ableitest. Rechnest du wirklich mit ihm?",
        "The loss does not depend on the tensor you differentiate with respect to. Do you really calculate with it?",
    ),
    row(
        "RuntimeError",
        "^you can only change requires_grad flags of leaf|^Only Tensors created explicitly by the user",
        "Dieser Tensor ist das Ergebnis einer Rechnung. Löse ihn zuerst davon: x.detach().clone()",
        "This tensor is the result of a calculation. Detach it first: x.detach().clone()",
    ),
    row(
        "RuntimeError",
        "^one_hot is only applicable|^gather\\(\\): Expected dtype int64",
        "Hier werden ganze Zahlen vom Typ long gebraucht: x.long()",
        "Integers of type long are needed here: x.long()",
    ),
    row(
        "RuntimeError TypeError",
        "^Could not infer dtype of|^new\\(\\): invalid data type|^expected np.ndarray",
        "Daraus lässt sich so kein Tensor machen. Gib eine Zahl oder eine Liste von Zahlen an.",
        "This cannot be turned into a tensor like that. Give a number or a list of numbers.",
    ),
    row(
        "TypeError",
        "argument 'dtype' must be torch.dtype, not str",
        "torch will den Datentyp selbst, nicht seinen Namen als Text: torch.float32, oder getattr(torch, name)",
        "torch needs the data type itself, not its name as a string: torch.float32, or getattr(torch, name)",
    ),
    row(
        "TypeError",
        r"^([^()]{1,40})\(\) received an invalid combination of arguments",
        "{0} von torch nimmt das nicht an. Meistens fehlt ein Tensor, oder die Reihenfolge in der Klammer ist eine andere.",
        "torch's {0} does not accept this. Usually a tensor is missing, or the order in the brackets is different.",
    ),
    row(
        "TypeError",
        "'torch.return_types.[a-z]+'",
        "Mit dim geben max und min zwei Dinge zurück, Werte und Plätze. Nimm die Werte: x.max(dim=1).values",
        "With dim, max and min return two things, values and places. Use the values: x.max(dim=1).values",
    ),
    row(
        "TypeError",
        r"^([^()]+)\(\): .*must be (?:tuple of Tensors|Tensor), not",
        "{0} von torch braucht einen Tensor. Mach einen daraus: torch.tensor(…)",
        "torch's {0} needs a tensor. Turn it into one: torch.tensor(…)",
    ),
    row(
        "TypeError",
        "^params argument given to the optimizer|^optimizer can only optimize Tensors",
        "Der Optimierer will eine Liste mit den Tensoren, die er verändern soll, auch wenn es nur einer ist.",
        "The optimiser needs a list of the tensors it should change, even if there is only one.",
    ),
    row(
        "RuntimeError",
        "does not require grad and does not have a grad_fn",
        "Hier hängt nichts von einem Tensor ab, nach dem torch ableiten soll. Hat er requires_grad, und rechnest du mit ihm?",
        "Nothing here depends on a tensor that torch could differentiate with respect to. Does it have requires_grad, and do "
        "you use it?",
    ),
    row(
        "RuntimeError",
        "can be implicitly created only for scalar",
        "backward() geht nur von einer einzelnen Zahl aus. Fasse die Werte vorher zu einer zusammen.",
        "backward() can only start from a single number. Combine the values into one first.",
    ),
    row(
        "RuntimeError",
        "^Trying to backward through the graph a second time",
        "backward() lief hier zum zweiten Mal über dieselbe Rechnung. Berechne sie in jedem Schritt neu.",
        "backward() went through the same calculation a second time. Compute it again in every step.",
    ),
    row(
        "RuntimeError",
        "^a (?:view of a )?leaf Variable that requires grad",
        "Ein Tensor, nach dem abgeleitet wird, darf so nicht verändert werden: torch würde den Schritt mit ableiten.",
        "A tensor with requires_grad must not be changed like this: torch would differentiate the step, too.",
    ),
    row(
        "RuntimeError",
        r"^Can't call numpy\(\) on Tensor",
        "NumPy bekommt den Tensor erst, wenn er nicht mehr abgeleitet wird: x.detach()",
        "NumPy can have the tensor only once it is detached: x.detach()",
    ),
    row(
        "RuntimeError",
        "^[Oo]nly Tensors of floating point",
        "Ableiten kann torch nur nach Kommazahlen: 1.0 statt 1.",
        "torch can only differentiate with respect to floats: 1.0, not 1.",
    ),
    row(
        "RuntimeError ValueError TypeError",
        "cannot be converted to (?:a )?(?:Scalar|Python scalar)|only one element tensors|only (?:size|length)-1 arrays"
        "|^can only convert an array of size 1|^only 0-dimensional arrays",
        "Eine einzelne Zahl wird gebraucht, hier sind es mehrere. Wähle einen Eintrag aus.",
        "A single number is needed, but there are several. Choose one entry.",
    ),
)
