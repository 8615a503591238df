/* SPDX-License-Identifier: MIT
 *
 * The reporters that the table of report.c lists, and what they share.
 */
#ifndef CORE_REPORT_REPORT_FORMATS_H
#define CORE_REPORT_REPORT_FORMATS_H

#include "core/report/report.h"

extern const struct reporter report_codequality;
extern const struct reporter report_csv;
extern const struct reporter report_csv_excel;
extern const struct reporter report_github;
extern const struct reporter report_html;
extern const struct reporter report_jsonl;
extern const struct reporter report_junit;
extern const struct reporter report_md;
extern const struct reporter report_sarif;
extern const struct reporter report_term;

/* Does --new-only leave this finding in? */
gboolean report_wants(const struct report_options *options, const struct result_finding *finding);

/* Writes and empties a buffer: 0, or -1 when the file takes no more. */
int report_flush(GString *buffer, FILE *out);

/* What a reporter returns: 0, or -1 with *error_r saying whether database or file failed. */
int report_end(const struct result *result, int done, FILE *out, char **error_r);

#endif
