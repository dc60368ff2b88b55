"""What a table can be looked at as: which chart or which map, by rule; nothing is drawn here.

columns   what kind of values a column has
charts    which two columns make a chart, and of which kind; or why none
places    which columns are coordinates, and where the points lie
"""
