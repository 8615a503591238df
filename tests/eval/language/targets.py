# SPDX-License-Identifier: MIT
"""The targets, one group of figures each: what is asked for, and where something must have broken."""
import typing


class Group(typing.NamedTuple):
    title: str
    prefixes: tuple  # of the names of its figures
    goal: float
    floor: float
    is_most: bool = False  # the goal is the most allowed, not the least
    details: tuple = ()  # prefixes of figures that are told without a goal

    def owns(self, name):
        return name.startswith(self.prefixes + self.details)

    def goal_of(self, name):
        return None if self.is_detail(name) else self.goal

    def floor_of(self, name):
        return None if self.is_detail(name) else self.floor

    def is_detail(self, name):
        return bool(self.details) and name.startswith(self.details)

    def is_met(self, value, goal):
        return value is not None and (value <= goal if self.is_most else value >= goal)

    def goal_text(self, goal):
        return ('<= %g' if self.is_most else '>= %g') % goal


GROUPS = (
    Group('false alarms per 1,000 words: brand site with its word list; own sentences without one',
          ('alarms nl coronamelder', 'alarms en coronamelder', 'alarms nl own', 'alarms en own'),
          1.5, 5, True, ('alarms nl coronamelder ', 'alarms en coronamelder ')),
    Group('false alarms per 1,000 words: technical manual and encyclopaedia, no word list',
          ('alarms nl d-i-guide', 'alarms en d-i-guide', 'alarms nl lo-help', 'alarms nl clin28'), 8,
          20, True),
    Group('recall of isolated non-words', ('isolated ',), .95, .7, False,
          ('as misspelt nl', 'as misspelt en')),
    Group('recall of non-words in running text (all: also the wrong forms that a dictionary has)',
          ('running',), .90, .7, False, ('running all', 'as misspelt running')),
    Group('recall of own slips, whole and by place', ('slips nl', 'slips en'), .90, .7, False,
          ('slips nl ', 'slips en ', 'as misspelt slips')),
    Group('right correction first among the suggestions for what was found', ('first ',), .75, .2),
    Group('language of a sentence of five words or more, among four', ('language ',), .99, .9),
    Group('promise: exact', ('promise shared EXACT', 'promise own EXACT'), 1, 1),
    Group('promise: altered', ('promise shared NEAR', 'promise own NEAR'), .97, .8),
    Group('promise: theme and none', (), 0, 0, False,
          ('promise shared ALLUSION', 'promise own ALLUSION', 'promise shared NONE',
           'promise own NONE')),
    Group('promise: false hits per 100,000 words', ('false hits',), 1, 3, True),
)
