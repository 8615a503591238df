/* SPDX-License-Identifier: MIT
 *
 * Why something could not be checked, in the reader's language. Reasons are written and kept in
 * English, by processes that know of no language; they are told by their wording when printed.
 */
#ifndef CORE_RESULT_REASON_H
#define CORE_RESULT_REASON_H

/* A reason, or a notice of a run, in a language ("nl"; any other: as it is). One that no table
 * knows, as of a plugin from elsewhere, stays as it is. The caller frees it. */
char *reason_say(const char *language, const char *english);

#endif
