"""SymPy objects to trees and back, and the last prover."""
