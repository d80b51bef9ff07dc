"""What all explorers share: how one is put together, charts, quantities, words, and their JavaScript."""
