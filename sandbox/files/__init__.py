"""Files: those from somebody's hand, read strictly, and those that Gladi keeps for itself.

yaml_files.py   YAML from somebody's hand                     yaml_places.py  where in it something stands
listings.py     lists from somebody's hand (CSV), likewise    file_errors.py  how both tell what is wrong: place, what, remedy
kept.py         what the next process need not work out anew: yaml_kept.py what YAML said, templates_kept.py compiled templates
disk.py         syncs that hold, by the strongest means of the system
"""
