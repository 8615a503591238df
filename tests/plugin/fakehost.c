/* SPDX-License-Identifier: MIT */
#include "tests/plugin/fakehost.h"
