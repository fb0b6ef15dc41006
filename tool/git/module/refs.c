/* Commits, branches and the target branch. */
#include "base/file.h"
#include "base/text.h"
#include "git/module/module_internal.h"
#include "git/watch.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum {
	TEXT_LIMIT = 120, /* maximum length in bytes of a commit's summary, name or address */
};

/* The repository's .mailmap, read once; NULL if it has none. */
static const git_mailmap *
mailmap_of(struct git *git)
{
	git_mailmap *mailmap = git->mailmap;
	if (mailmap == NULL && git_mailmap_from_repository(&mailmap, git->repository) == 0)
		git->mailmap = mailmap;
	return git->mailmap;
}

void
module_map_person(struct git *git, struct git_person *person)
{
	const char *name, *email;
	/* Entries are keyed by address; a name only selects among them. */
	if (person->email == NULL ||
		git_mailmap_resolve(&name, &email, mailmap_of(git),
			person->name != NULL ? person->name : "", person->email) != 0)
		return;
	person->name =
		person->name != NULL || *name != '\0' ? arena_strdup(git->arena, name) : NULL;
	person->email = arena_strdup(git->arena, email);
}

void
commit_describe(struct git *git, struct commit *out, const git_commit *commit)
{
	git_signature *mapped = NULL;
	const git_signature *author = git_commit_author(commit);
	const char *summary = git_commit_summary((git_commit *)commit);
	*out = (struct commit){.id = id_text(git->arena, git_commit_id(commit)),
		.summary = text_printable(git->arena, summary != NULL ? summary : "", TEXT_LIMIT),
		.parents = git_commit_parentcount(commit)};
	if (git_commit_author_with_mailmap(&mapped, commit, mailmap_of(git)) == 0)
		author = mapped;
	if (author != NULL) {
		out->author.name = text_printable(git->arena, author->name, TEXT_LIMIT);
		out->author.email = text_printable(git->arena, author->email, TEXT_LIMIT);
		out->time = author->when.time;
		out->offset = author->when.offset;
	}
	git_signature_free(mapped);
}

int
commit_open(struct git *git, git_commit **out, const char *id)
{
	git_oid oid;
	if (git_oid_fromstr(&oid, id) < 0 || git_commit_lookup(out, git->repository, &oid) < 0)
		return git_failed(git, "cannot read the commit %s", id);
	return 0;
}

/* The names of all branches, as a user types them. */
static int
branch_names(struct git *git, struct texts *out)
{
	struct git_refs refs = {0};
	if (module_branches(git, &refs) < 0)
		return -1;
	VEC_EACH (struct git_ref, ref, refs)
		*VEC_ADD(git->arena, out) = ref->short_name;
	return 0;
}

static int
unknown_commit(struct git *git, const char *name)
{
	struct texts known = {0};
	struct location nowhere = {0};
	const char *nearest = NULL;
	if (branch_names(git, &known) == 0)
		nearest = text_nearest(name, known.items, known.len);
	diag_add(git->diagnostics, DIAG_BAD_USAGE, nowhere, "git has no branch or commit '%s'",
		name);
	diag_suggest(git->diagnostics, nearest);
	if (git->shallow && nearest == NULL)
		diag_note(git->diagnostics, nowhere,
			"this clone is shallow; run `git fetch --unshallow` to fetch the whole "
			"history");
	return -1;
}

/* The commit that a name resolves to; tags are peeled. NULL if there is none. */
static git_commit *
commit_of_name(struct git *git, const char *name)
{
	git_object *object, *commit = NULL;
	if (git_revparse_single(&object, git->repository, name) < 0)
		return NULL;
	if (git_object_peel(&commit, object, GIT_OBJECT_COMMIT) < 0)
		commit = NULL;
	git_object_free(object);
	return (git_commit *)commit;
}

static bool
describe_name(struct git *git, struct commit *out, const char *name)
{
	git_commit *commit = commit_of_name(git, name);
	if (commit == NULL)
		return false;
	commit_describe(git, out, commit);
	git_commit_free(commit);
	return true;
}

/* Adds the branch if it points to a commit. Skips branches without commits and symbolic refs. */
static void
add_branch(struct git *git, struct git_refs *out, const git_reference *reference)
{
	git_commit *commit;
	const git_oid *id = git_reference_target(reference);
	if (id == NULL || git_commit_lookup(&commit, git->repository, id) < 0)
		return;
	struct git_ref *ref = VEC_ADD(git->arena, out);
	ref->kind = git_reference_is_remote(reference) ? GIT_REMOTE_BRANCH : GIT_LOCAL_BRANCH;
	ref->name = arena_strdup(git->arena, git_reference_name(reference));
	ref->short_name = arena_strdup(git->arena, git_reference_shorthand(reference));
	commit_describe(git, &ref->commit, commit);
	git_commit_free(commit);
}

static int
compare_refs(const void *a, const void *b)
{
	const struct git_ref *x = a, *y = b;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	return strcmp(x->name, y->name);
}

int
module_branches(struct git *git, struct git_refs *out)
{
	git_reference *reference;
	git_reference_iterator *iterator;
	*out = (struct git_refs){0};
	if (git_reference_iterator_new(&iterator, git->repository) < 0)
		return git_failed(git, "cannot list the branches");
	while (git_reference_next(&reference, iterator) == 0) {
		if (git_reference_is_branch(reference) || git_reference_is_remote(reference))
			add_branch(git, out, reference);
		git_reference_free(reference);
	}
	git_reference_iterator_free(iterator);
	if (out->len > 0)
		qsort(out->items, out->len, sizeof(out->items[0]), compare_refs);
	return 0;
}

/* The modification time of a file; 0 if it does not exist. */
static long long
written(struct arena *arena, const char *folder, const char *name)
{
	struct stat info;
	return stat(path_join(arena, folder, name), &info) == 0 ? (long long)info.st_mtime : 0;
}

/*
 * The time of a reflog's newest entry. If `oldest` is given, the time of the oldest entry instead,
 * or 0 if that entry's message does not begin with `oldest`.
 */
static long long
logged(struct git *git, const char *name, const char *oldest)
{
	git_reflog *log;
	const git_reflog_entry *entry = NULL;
	if (git_reflog_read(&log, git->repository, name) < 0)
		return 0;
	size_t count = git_reflog_entrycount(log);
	if (count > 0)
		entry = git_reflog_entry_byindex(log, oldest != NULL ? count - 1 : 0);
	const char *message = entry != NULL ? git_reflog_entry_message(entry) : NULL;
	if (oldest != NULL && (message == NULL || !text_starts_with(message, oldest)))
		entry = NULL;
	long long time = entry != NULL ? git_reflog_entry_committer(entry)->when.time : 0;
	git_reflog_free(log);
	return time;
}

/* The last time a remote branch was known to be up to date; 0 for a local branch. */
static long long
last_updated(struct git *git, const char *full_name)
{
	if (!text_starts_with(full_name, "refs/remotes/"))
		return 0;
	/* A fetch without changes writes FETCH_HEAD but no log; a clone writes neither. */
	const char *common = git_repository_commondir(git->repository);
	const long long times[] = {
		logged(git, full_name, NULL),
		logged(git, "HEAD", "clone:"),
		written(git->arena, common, "FETCH_HEAD"),
		written(git->arena, common, full_name),
	};
	long long last = 0;
	for (size_t i = 0; i < sizeof(times) / sizeof(times[0]); i++)
		if (times[i] > last)
			last = times[i];
	return last;
}

/* Takes a branch or tag as the target; -1 after a diagnostic if its commit cannot be read. */
static int
take_reference(struct git *git, struct git_target *out, const git_reference *reference)
{
	git_object *commit;
	const char *name = git_reference_name(reference);
	if (git_reference_peel(&commit, reference, GIT_OBJECT_COMMIT) < 0)
		return git_failed(git, "cannot read the commit of '%s'", name);
	commit_describe(git, &out->commit, (git_commit *)commit);
	git_object_free(commit);
	out->updated = last_updated(git, name);
	return 0;
}

/*
 * Fills in the target if the name is a ref or otherwise names a commit. If not, leaves its name
 * NULL.
 */
static int
take_target(struct git *git, struct git_target *out, const char *name)
{
	int result = 0;
	git_reference *reference;
	if (git_reference_dwim(&reference, git->repository, name) == 0) {
		result = take_reference(git, out, reference);
		git_reference_free(reference);
	} else if (!describe_name(git, &out->commit, name)) {
		return 0;
	}
	out->name = result == 0 ? arena_strdup(git->arena, name) : NULL;
	return result;
}

/* The target of origin/HEAD, "origin/main", or NULL. */
static const char *
default_of_origin(struct git *git)
{
	git_reference *reference;
	const char *name = NULL;
	if (git_reference_lookup(&reference, git->repository, "refs/remotes/origin/HEAD") < 0)
		return NULL;
	const char *target = git_reference_symbolic_target(reference);
	if (target != NULL && text_starts_with(target, "refs/remotes/"))
		name = arena_strdup(git->arena, target + strlen("refs/remotes/"));
	git_reference_free(reference);
	return name;
}

/* Whether the other commit contains a local branch; false if that is unknown. */
static bool
is_contained(struct git *git, const struct commit *local, const struct commit *other)
{
	git_oid a, b;
	return git_oid_fromstr(&a, local->id) == 0 && git_oid_fromstr(&b, other->id) == 0 &&
	       git_graph_descendant_of(git->repository, &b, &a) == 1;
}

/*
 * Takes the local branch, or origin's branch of the same name if the local one is contained in it
 * or is checked out.
 */
static int
take_usual(struct git *git, struct git_target *out, const char *local, const char *remote)
{
	struct git_target ours = {0}, theirs = {0};
	if (take_target(git, &ours, local) < 0 || take_target(git, &theirs, remote) < 0)
		return -1;
	bool better =
		theirs.name != NULL &&
		(ours.name == NULL || text_equal(git->branch, local + strlen("refs/heads/")) ||
			is_contained(git, &ours.commit, &theirs.commit));
	*out = better ? theirs : ours;
	if (out->name != NULL)
		out->name =
			better ? remote + strlen("refs/remotes/") : local + strlen("refs/heads/");
	return 0;
}

int
module_find_target(struct git *git, struct git_target *out, const char *configured)
{
	const char *const *usual = git_usual_targets;
	const char *name = configured != NULL ? configured : default_of_origin(git);
	*out = (struct git_target){0};
	int result = name != NULL ? take_target(git, out, name) : 0;
	if (configured != NULL && result == 0 && out->name == NULL)
		return unknown_commit(git, configured);
	for (; out->name == NULL && result == 0 && *usual != NULL; usual += 2)
		result = take_usual(git, out, usual[0], usual[1]);
	return result;
}
