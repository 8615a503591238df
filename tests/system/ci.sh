#!/bin/sh
# SPDX-License-Identifier: MIT
# What samples/ci offers to CI servers, and the hook of pre-commit: valid to other people's validators; their scripts and
# the hook are run.
set -u
samples=$TOUCHSTONE_SOURCE_ROOT/samples/ci
formats=$TOUCHSTONE_SOURCE_ROOT/tests/formats
skip() {
    echo "SKIP: $*"
    exit 77
}
tools=${TOUCHSTONE_BROWSER_TOOLS:-}/node_modules
[ -d "$tools/gitlab-ci-local" ] || skip "no validators (tests/browser/setup.sh DIRECTORY)"
command -v pre-commit >/dev/null || skip "no pre-commit"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export HOME="$work" PRE_COMMIT_HOME="$work/pre-commit"
git config --global user.name Tester
git config --global user.email tester@vlakwerk.example
failures=0
fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}
mkdir "$work/bin"
printf '#!/bin/sh\nexec "%s/core/touchstone" "$@"\n' "$TOUCHSTONE_BUILD_ROOT" >"$work/bin/touchstone"
chmod +x "$work/bin/touchstone"
PATH=$work/bin:$PATH

# ---- GitHub ----
node "$formats/validate.mjs" action "$samples/github/action.yml" || fail "action.yml"
node "$formats/validate.mjs" workflow "$samples/github/workflow.yml" || fail "workflow.yml"
# block PATTERN: the indented block of the README that begins so.
block() {
    awk -v begin="^    $1" '$0 ~ begin {on = 1} !/^    / {on = 0} on {print substr($0, 5)}' "$TOUCHSTONE_SOURCE_ROOT/README.md"
}
block '- uses' | while IFS= read -r line; do
    grep -qF -- "$line" "$samples/github/workflow.yml" || echo "$line"
done >"$work/other"
[ -s "$work/other" ] && fail "the README's lines for GitHub are not those of the workflow: $(cat "$work/other")"
[ "$(block '- uses' | wc -l)" -gt 5 ] || fail "the README has no lines for GitHub"
cp -r "$TOUCHSTONE_SOURCE_ROOT/samples/vlakwerk" "$work/github"
cd "$work/github" || exit 1
node -e "const yaml = require('$tools/js-yaml'); const text = require('fs').readFileSync('$samples/github/action.yml', 'utf8');
    console.log(yaml.load(text).runs.steps[0].run)" >"$work/step.sh"
# step STATUS: the script of the action, as its runner calls it.
step() {
    rm -f output summary
    PLAN=touchstone.yaml FAIL_ON=error LANGUAGE=nl GITHUB_OUTPUT=$PWD/output GITHUB_STEP_SUMMARY=$PWD/summary \
        sh -e "$work/step.sh" >log 2>&1
    [ $? = "$1" ] || fail "the action ends otherwise than $1: $(tail -3 log)"
    grep -q "^status=$1\$" output || fail "the action's output: $(cat output)"
}
step 1
node "$formats/validate.mjs" sarif touchstone.all.sarif || fail "SARIF of the action"
python3 "$formats/tables.py" github log && python3 "$formats/tables.py" md summary || fail "log and summary of the action"
jq -e '[.. | .uri? // empty] | length > 0 and all(test("^[a-z]+://") | not)' touchstone.sarif >/dev/null ||
    fail "code scanning is sent addresses: $(jq -c '[.. | .uri? // empty] | unique' touchstone.sarif)"
jq -e '.runs[0].results | length > 0' touchstone.sarif >/dev/null || fail "code scanning is sent nothing"
[ -s touchstone.html ] || fail "the action leaves no page"
sed -i 's/Goedkoper/Voordeliger/g' mail/newsletter/oktober.eml
touchstone accept --rule spelling/misspelt --reason "known" >accept.txt || fail "accept: $(cat accept.txt)"
step 1
jq -e 'any(.runs[0].results[]; .baselineState == "absent")' touchstone.all.sarif >/dev/null || fail "nothing was fixed"
jq -e 'any(.runs[0].results[]; .baselineState == "absent")' touchstone.sarif >/dev/null && fail "code scanning is sent what is fixed"
jq -e 'any(.runs[0].results[]; .ruleId == "spelling/misspelt")' touchstone.sarif >/dev/null && fail "code scanning is sent what is accepted"
rm touchstone.md touchstone*.sarif
echo 'touchstone: 2' >touchstone.yaml
step 2

# ---- GitLab: by its schema (gitlab-ci-local has it), and the script run ----
cp -r "$TOUCHSTONE_SOURCE_ROOT/samples/vlakwerk" "$work/gitlab"
cd "$work/gitlab" || exit 1
cp "$samples/gitlab/touchstone.gitlab-ci.yml" .gitlab-ci.yml
git init -q . && git add . && git commit -q -m all && git remote add origin git@gitlab.example:vlakwerk/brand.git
"$tools/.bin/gitlab-ci-local" --list >"$work/log" 2>&1
grep -q 'json schema validated' "$work/log" || fail "GitLab's template: $(cat "$work/log")"
node -e "const yaml = require('$tools/js-yaml'); const job = yaml.load(require('fs').readFileSync('.gitlab-ci.yml', 'utf8')).touchstone;
    for (const [name, value] of Object.entries(job.variables)) console.log(name + \"='\" + value + \"'\");
    console.log(job.script.join('\n'))" >"$work/job.sh"
sh -e "$work/job.sh" >"$work/log" 2>&1
[ $? = 1 ] || fail "GitLab's job found nothing: $(tail -5 "$work/log")"
node "$formats/validate.mjs" codequality gl-code-quality-report.json || fail "Code Quality of the job"
xmllint --noout --schema "$formats/junit.xsd" touchstone.xml || fail "JUnit of the job"
cp "$samples/gitlab/touchstone.gitlab-ci.yml" . # as the README includes it
block include: >.gitlab-ci.yml
git add . && "$tools/.bin/gitlab-ci-local" --list >"$work/log" 2>&1
grep -q 'json schema validated' "$work/log" && grep -q '^touchstone ' "$work/log" || fail "the README's lines for GitLab: $(cat "$work/log")"
sed 's/allow_failure/allow_failur/' touchstone.gitlab-ci.yml >.gitlab-ci.yml
"$tools/.bin/gitlab-ci-local" --list >"$work/log" 2>&1
grep -q "allow_failur" "$work/log" || fail "a wrong template is taken: $(cat "$work/log")"

# ---- pre-commit ----
pre-commit validate-manifest "$TOUCHSTONE_SOURCE_ROOT/.pre-commit-hooks.yaml" || fail ".pre-commit-hooks.yaml"
mkdir "$work/hook" "$work/firm"
cd "$work/hook" || exit 1
cp "$TOUCHSTONE_SOURCE_ROOT/.pre-commit-hooks.yaml" .
git init -q . && git add . && git commit -q -m hook
revision=$(git rev-parse HEAD)
cd "$work/firm" || exit 1
printf 'repos: [ { repo: "%s", rev: %s, hooks: [ { id: touchstone } ] } ]\n' "$work/hook" "$revision" >.pre-commit-config.yaml
printf 'touchstone: 1\nname: Firm\nlanguages: [en]\nterms: [ { id: odd, forbid: [oddity], instead: rarity, severity: error } ]\n' >brand.yaml
git init -q . && git add . && pre-commit install >/dev/null
git commit -q -m book >"$work/log" 2>&1 || fail "a commit without pages is stopped: $(cat "$work/log")"
echo '<html lang=en><p>An oddity.' >page.html
git add .
git commit -q -m page >"$work/log" 2>&1 && fail "a commit with a finding passes: $(cat "$work/log")"
grep -q terms/odd "$work/log" || fail "the commit is not told why: $(cat "$work/log")"
echo '<html lang=en><p>A rarity.' >page.html
git add .
git commit -q -m page >"$work/log" 2>&1 || fail "a commit that was mended is stopped: $(cat "$work/log")"
[ "$failures" = 0 ]
