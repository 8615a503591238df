/* SPDX-License-Identifier: MIT
 *
 * Documents as the host would keep them, for tests of conclude: what a check observed goes into a
 * stored document, and conclude is called over all of them.
 */
#ifndef TESTS_PLUGIN_FAKESTORE_H
#define TESTS_PLUGIN_FAKESTORE_H

#include "tests/plugin/fakehost.h"

/* Judges a document of these texts (a block each, NULL-ended) and keeps what was observed. Forgets
 * what was recorded before; what is found stays recorded. -1 as the check. */
int fakestore_judge(struct fakehost *fake, void *self, const char *locator, const char *language,
                    const char *const *texts);

/* Judges a picture and keeps what was observed in it as a document of the touchpoint "site", with
 * an evidence_id in the place of each piece of evidence. -1 as the check. */
int fakestore_judge_picture(struct fakehost *fake, void *self, const char *locator,
                            const char *media_type, struct ts_str bytes);

/* Keeps a page that shows pictures. Of those whose locator is that of a kept picture status and
 * observations are filled in; others stay as they are given. Texts are not copied. */
void fakestore_add_page(struct fakehost *fake, const char *locator,
                        const struct ts_stored_picture *pictures, guint32 count);

/* Calls the check's conclude over all that was kept, after forgetting what was recorded. */
int fakestore_conclude(struct fakehost *fake, void *self);

/* Forgets what was kept. */
void fakestore_clear(struct fakehost *fake);

#endif
