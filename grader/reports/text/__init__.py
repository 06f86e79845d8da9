"""Our own markup and foreign strings, made fit for each medium; the vocabulary that reports share."""
