"""Pictures, codes and PDFs: only here Pillow and Typst are used."""
