"""What people write in spreadsheets: which column says what, and which value a cell means."""
