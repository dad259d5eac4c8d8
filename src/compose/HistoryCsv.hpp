#pragma once

#include <publish/Post.hpp>

#include <QList>

#include <string>

namespace DirectPost::Compose {

// The history as a table for spreadsheets: CSV of RFC 4180, UTF-8, one row per post under one of names. Times are UTC.
std::string historyCsv(const QList<Publish::JobSnapshot> &posts);

} // namespace DirectPost::Compose
