"""What there is to tell of a finding, a report or a run, in the lines and shapes formats share."""
