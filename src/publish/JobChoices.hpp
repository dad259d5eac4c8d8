#pragma once

#include <publish/Post.hpp>

// The one place that knows which command makes sense for which job: the "may…" of a snapshot.
namespace DirectPost::Publish {

// By its stage, its error and its pause. `isFreeWithoutLogin`: it waits for one, and nothing can be published of it,
// were it given up now.
void addChoices(JobSnapshot &job, bool isFreeWithoutLogin);
// Past a neighbour that waits as well. `jobs` in the order of sending.
void addMoves(std::vector<JobSnapshot> &jobs);

} // namespace DirectPost::Publish
