/* SPDX-License-Identifier: MIT
 *
 * The phrases of the reports, in English and Dutch: one const table.
 */
#ifndef CORE_REPORT_WORDS_H
#define CORE_REPORT_WORDS_H

#include <glib.h>

#include "core/result/message.h"

#define WORDS_LANGUAGES "en|nl"

enum word {
    /* severities, states, phases */
    WORD_ERROR,
    WORD_WARNING,
    WORD_INFO,
    WORD_UNKNOWN, /* in the place of a severity: it could not be checked */
    WORD_NOTE,    /* in the place of a severity: about the run */
    WORD_CONSISTENT,
    WORD_DEVIATING,
    WORD_UNCHECKED,
    WORD_NOT_MEASURED,
    WORD_NEW,
    WORD_OPEN,
    WORD_FIXED,
    WORD_BEFORE,
    WORD_DURING,
    WORD_AFTER,
    /* counts: {n} */
    WORD_N_ERRORS,
    WORD_N_WARNINGS,
    WORD_N_INFOS,
    WORD_N_DOCUMENTS,
    WORD_N_PICTURES,
    WORD_AND_PICTURES, /* both, of what was looked at: {documents}, {pictures} */
    WORD_N_KEPT,
    WORD_N_JUDGED,
    WORD_N_PAYOFF, /* documents that show the pay-off, and so on */
    WORD_N_ALTERED,
    WORD_N_THEME,
    WORD_N_WITHOUT,
    WORD_N_PLACES,
    WORD_N_MORE_PLACES,
    WORD_N_UNCHECKED,
    WORD_N_NEW,
    WORD_N_OPEN,
    WORD_N_FIXED,
    /* the verdict */
    WORD_VERDICT_DEVIATES,
    WORD_VERDICT_ONE_DEVIATES,
    WORD_VERDICT_CONSISTENT,
    WORD_VERDICT_NOTHING_SEEN,
    WORD_VERDICT_NOT_ALL,
    WORD_VERDICT_WHOLE_UNCHECKED,
    WORD_VERDICT_NOT_MEASURED,
    WORD_VERDICT_CUT_SHORT,
    WORD_VERDICT_DOCUMENTS,
    WORD_VERDICT_NEWS,
    WORD_VERDICT_NEWS_SINCE,
    /* headings and labels */
    WORD_REPORT_TITLE,
    WORD_TOUCHPOINTS,
    WORD_TOUCHPOINT,
    WORD_STATE,
    WORD_SCORE,
    WORD_PROMISE,
    WORD_ERRORS,
    WORD_WARNINGS,
    WORD_INFOS,
    WORD_SCORE_HELP,
    WORD_FINDINGS,
    WORD_DOCUMENTS,
    WORD_NOT_CHECKED,
    WORD_NOT_CHECKED_NONE,
    WORD_NOT_CHECKED_INTRO,
    WORD_REMARKS,
    WORD_FIXED_SINCE,
    WORD_NEW_FINDINGS, /* headings of the digest, before a number */
    WORD_STILL_OPEN,
    WORD_NO_FINDINGS,
    WORD_NO_SOURCE,
    WORD_NOT_THIS_RUN,
    WORD_NOT_SEEN,
    WORD_STANDS, /* before words that stand there wrongly, for those who hear the page */
    WORD_SHOULD_BE,
    WORD_EVIDENCE,
    WORD_PERHAPS,
    WORD_HOW_IT_WAS_RUN,
    WORD_STARTED,
    WORD_FINISHED,
    WORD_AS_OF,
    WORD_PLAN,
    WORD_VERSION,
    WORD_PLUGINS,
    WORD_ISOLATION,
    WORD_SEALED,
    WORD_NOT_SEALED,
    WORD_NOTICES,
    WORD_OWNER,
    WORD_LINE,
    /* the matrix, journeys, the map, answers, the run, the filter */
    WORD_RIGHT,
    WORD_ALTERED,
    WORD_OLD,
    WORD_EARLY,
    WORD_MIXED,
    WORD_ABSENT,
    WORD_UNSEEN,
    WORD_NOT_APPLICABLE,
    WORD_SMOOTH,
    WORD_BROKEN,
    WORD_MESSAGE,
    WORD_INTERACTION,
    WORD_PRODUCT,
    WORD_SETTING,
    WORD_OWNED,
    WORD_PARTNER,
    WORD_EXTERNAL,
    WORD_NO_PHASE,
    WORD_NO_CATEGORY,
    WORD_LOGO,
    WORD_NAME,
    WORD_ADDRESS,
    WORD_PHONE,
    WORD_PAYOFF,
    WORD_FORM_OF_ADDRESS,
    WORD_SKIP,
    WORD_CONTENTS,
    WORD_SAME_STORY,
    WORD_SAME_STORY_INTRO,
    WORD_JOURNEYS,
    WORD_JOURNEYS_INTRO,
    WORD_JOURNEY_CHANCE,
    WORD_JOURNEY_MEAN,
    WORD_JOURNEY_WEAKEST,
    WORD_N_MOMENTS,
    WORD_JOURNEY_INCOMPLETE,
    WORD_VARIANT,
    WORD_MAP,
    WORD_ANSWERS,
    WORD_ASK_CONTRIBUTES,
    WORD_SAY_CONTRIBUTES,
    WORD_SAY_NONE_CONTRIBUTES,
    WORD_SAY_HARMS,
    WORD_SAY_NONE_HARMS,
    WORD_ASK_SAME,
    WORD_SAY_OTHER_ONLINE,
    WORD_SAY_SAME_ONLINE,
    WORD_SAY_OTHER_OFFLINE,
    WORD_SAY_SAME_OFFLINE,
    WORD_ASK_OTHERS,
    WORD_SAY_OTHERS,
    WORD_SAY_NO_OTHERS,
    WORD_ASK_UNKNOWN,
    WORD_SAY_UNMEASURED,
    WORD_SAY_ALL_MEASURED,
    WORD_EXIT_STATUS,
    WORD_EXIT_0,
    WORD_EXIT_1,
    WORD_EXIT_3,
    WORD_THIS_RUN,
    WORD_LAST_RUN,
    WORD_FETCHED,
    WORD_UNCHANGED,
    WORD_JUDGED_AGAIN,
    WORD_UNCHECKED_DOCUMENTS,
    WORD_LEFT_OUT,
    WORD_GONE,
    WORD_COMMON_CAUSES,
    WORD_NO_CAUSES,
    WORD_BOOK_CHANGES,
    WORD_NO_BOOK_CHANGES,
    WORD_N_MORE_CHANGES,
    WORD_LOOK_AGAIN,
    WORD_FINDING_LINK,
    WORD_N_MORE_FINDINGS,
    WORD_N_REST,
    WORD_REST_INTRO,
    WORD_SHOW_MORE,
    WORD_FILTER,
    WORD_SEARCH,
    WORD_SEVERITY,
    WORD_CHANNEL,
    WORD_PHASE,
    WORD_CONTROL,
    WORD_ALL,
    WORD_CLEAR,
    WORD_N_SHOWN,
    WORD_N_DAYS,
    WORD_STORY_SENTENCE,
    /* the worklist, the map on a terminal */
    WORD_OPPORTUNITIES,
    WORD_GREEN_BUT_FALLING,
    WORD_ASK_CONTENT,
    WORD_SAY_DISCONTENT,
    WORD_SAY_CONTENT_ANYWAY,
    WORD_WORKLIST,
    WORD_WORKLIST_INTRO,
    WORD_ASK_FOR_CORRECTION,
    WORD_N_TASKS,
    WORD_NO_OWNER,
    WORD_N_MORE_TASKS,
    WORD_NOT_LISTED,
    WORD_ASK_DROPOFF,
    WORD_SAY_DROPOFF,
    WORD_SAY_NO_DROPOFF,
    /* acceptance */
    WORD_ACCEPTED,
    WORD_ACCEPTED_BECAUSE,
    WORD_N_ACCEPTED,
    /* rollouts */
    WORD_ROLLOUTS,
    WORD_ROLLOUTS_INTRO,
    WORD_NOT_REACHED,
    WORD_BOTH,
    WORD_LATE,
    WORD_CAME_BACK,
    WORD_TOO_EARLY,
    WORD_DUE,
    WORD_ROLLOUT_HEAD,
    WORD_ROLLOUT_PAGES_OF,
    WORD_LEFT_BY_DAY,
    WORD_DAY,
    WORD_DAY_BY_DAY,
    WORD_TREND,
    WORD_TREND_INTRO,
    WORD_AT_FIRST,
    WORD_RULE,
    WORD_RUN_BY_RUN,
    WORD_NO_ROLLOUTS,
    /* the table of logos */
    WORD_TABLE_PICTURE,
    WORD_TABLE_LOGO,
    WORD_TABLE_VERDICT,
    WORD_TABLE_SCORE,
    WORD_TABLE_ASPECT,
    WORD_TABLE_COLOUR,
    WORD_TABLE_CROP,
    WORD_TABLE_PIXELS,
    WORD_TABLE_CLEAR,
    WORD_TABLE_RUNNER_UP,
    WORD_TABLE_MATCH,
    WORD_TABLE_DISTORTED,
    WORD_TABLE_UNCERTAIN,
    WORD_TABLE_NONE,
    WORD_TABLE_TOO_SMALL,
    WORD_TABLE_UNCHECKED,
    WORD_TABLE_WIDE,
    WORD_TABLE_HIGH,
    WORD_TABLE_RIGHT,
    WORD_TABLE_MONO,
    WORD_TABLE_WHOLE,
    WORD_TABLE_AT_LEFT,
    WORD_TABLE_AT_RIGHT,
    WORD_TABLE_AT_TOP,
    WORD_TABLE_AT_BOTTOM,
    WORD_TABLE_NO_PICTURE,
    WORD_TABLE_NO_PICTURES,
    /* mails */
    WORD_MAIL_NOTHING_NEW,
    WORD_MAIL_INCOMPLETE,
    WORD_MAIL_OWED,
    WORD_MAIL_OWED_MANY,
    WORD_MAIL_FAILED,
    WORD_MAIL_FAILED_TEXT,
    WORD_MAIL_TEST,
    WORD_MAIL_TEST_TEXT,
    /* progress */
    WORD_PROGRESS,
    WORD_PROGRESS_UNCHECKED,
    WORD_PROGRESS_OPENING,
    WORD_COUNT
};

/* The phrase as it stands; for counts the plural. */
const char *words_get(const char *language, enum word word);

/* A phrase with its values put in. The caller frees it. */
char *words_say(const char *language, enum word word, const struct message_value *values,
                gsize count);

/* The template for a count of n: its singular or its plural. */
const char *words_plural(const char *language, enum word word, guint64 n);

/* A count with its noun: "1 error", "9,868 places". The caller frees it. */
char *words_count(const char *language, enum word word, guint64 n);

/* "9,868" or "9.868"; the caller frees it. */
char *words_number(const char *language, guint64 n);

/* "2.5" or "2,5", with so many decimals; the caller frees it. */
char *words_decimal(const char *language, double number, unsigned decimals);

/* "93%"; the caller frees it. A score of less than 0 gives NULL. Never 100 % unless it is. */
char *words_percent(double score);

/* "24 November 2026" from an ISO 8601 date or time; the text itself if it is none. */
char *words_date(const char *language, const char *iso);

/* A severity, state, phase as the database has it -> its word in the language. */
const char *words_of(const char *language, const char *id);

/* The heading of a subject of the same-story matrix: "Address"; a form or a fact is named by its
 * id, as a person would write it: "delivery time". The caller frees it. */
char *words_subject(const char *language, const char *subject);

/* "en" or "nl": the language served for the one asked. */
const char *words_language(const char *language);

#endif
