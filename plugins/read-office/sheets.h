/* SPDX-License-Identifier: MIT
 *
 * What is at work in an XLSX.
 */
#ifndef PLUGINS_READ_OFFICE_SHEETS_H
#define PLUGINS_READ_OFFICE_SHEETS_H

#include "plugins/read-office/ooxml.h"

/* sheet_strings.c: texts that many cells share, by number. */
struct sheet_strings;
struct sheet_strings *sheet_strings_new(struct office *office, const char *part);
void sheet_strings_free(struct sheet_strings **strings);
struct ts_str sheet_strings_get(const struct sheet_strings *strings, guint64 number);

/* sheet_format.c: what a number looks like. The formats of a workbook by number of cell style. */
struct sheet_formats;
struct sheet_formats *sheet_formats_new(struct office *office, const char *part);
void sheet_formats_free(struct sheet_formats **formats);
/* A new string: the number as the style shows it, if that is simple, or else as it is. A date is
 * written as the style has it if that is all digits ("26-11-2026"), or else as ISO 8601 has it. */
char *sheet_formats_show(const struct sheet_formats *formats, guint64 style, const char *number,
                         gboolean is_1904);

#endif
