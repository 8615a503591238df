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

/* Calls the check's conclude over all that was kept, after forgetting what was recorded. */
int fakestore_conclude(struct fakehost *fake, void *self);

/* Forgets what was kept. */
void fakestore_clear(struct fakehost *fake);

#endif
