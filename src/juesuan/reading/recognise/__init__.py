"""What a table is (识别): its title, what stands around it, its words, and the form, form set,
unit and year that these name."""
