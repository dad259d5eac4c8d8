#pragma once

#include "Clips.hpp"

namespace DirectPost::Media::Corpus {

// What was cut, joined or trimmed, or begins late: the second part of the corpus.
const std::vector<Clip> &faultyClips();

} // namespace DirectPost::Media::Corpus
