"""What of judging a kit may do in the open: kinds and checks that give no answer away."""
