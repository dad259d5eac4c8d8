#include "AccessibleTree.hpp"

#include <QAccessible>
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLocalSocket>

namespace {

enum class Below { Nothing, Children, Showing, Everything };

// Asked anew for each fact: to answer, a list may lay itself out, and then has other objects.
QAccessibleInterface *interfaceOf(QAccessible::Id id)
{
	QAccessibleInterface *const interface = QAccessible::accessibleInterface(id);
	return interface && interface->isValid() ? interface : nullptr;
}

QAccessible::Id idOf(const QString &number)
{
	if (number == QStringLiteral("root"))
		return QAccessible::uniqueId(QAccessible::queryAccessibleInterface(QCoreApplication::instance()));
	return number.toUInt();
}

QAccessible::State stateOf(QAccessible::Id id)
{
	QAccessible::State gone;
	gone.invisible = true;
	const auto *interface = interfaceOf(id);
	return interface ? interface->state() : gone;
}

bool isShowing(const QAccessible::State &state)
{
	return !state.invisible && !state.offscreen;
}

QString wordsOf(QAccessible::Id id, QAccessible::Text which)
{
	const auto *interface = interfaceOf(id);
	return interface ? interface->text(which) : QString();
}

QJsonValue textOf(QAccessible::Id id)
{
	auto *interface = interfaceOf(id);
	QAccessibleTextInterface *const text = interface ? interface->textInterface() : nullptr;
	return text ? QJsonValue(text->text(0, text->characterCount())) : QJsonValue();
}

QJsonValue labelOf(QAccessible::Id id)
{
	const auto *interface = interfaceOf(id);
	const auto related = interface ? interface->relations(QAccessible::Label)
				       : QList<std::pair<QAccessibleInterface *, QAccessible::Relation>>();
	for (const auto &[other, relation] : related) {
		if (other && other->isValid())
			return other->text(QAccessible::Name);
	}
	return {};
}

QJsonArray factsOf(QAccessible::Id id, int depth)
{
	const QAccessible::State state = stateOf(id);
	return {QString::number(id),
		depth,
		isShowing(state),
		!state.disabled,
		bool(state.checked),
		bool(state.pressed),
		wordsOf(id, QAccessible::Name),
		wordsOf(id, QAccessible::Description),
		textOf(id),
		labelOf(id)};
}

QList<QAccessible::Id> childrenOf(QAccessible::Id id)
{
	QList<QAccessible::Id> children;
	const auto *interface = interfaceOf(id);
	for (int i = 0; interface && i < interface->childCount(); i++) {
		QAccessibleInterface *const child = interface->child(i);
		if (child && child->isValid())
			children.append(QAccessible::uniqueId(child));
	}
	return children;
}

void describeBelow(QAccessible::Id id, Below below, int depth, QJsonArray &all)
{
	for (const QAccessible::Id child : childrenOf(id)) {
		if (below == Below::Showing && !isShowing(stateOf(child)))
			continue;
		all.append(factsOf(child, depth));
		if (below != Below::Children)
			describeBelow(child, below, depth + 1, all);
	}
}

QJsonArray answerTo(const QJsonObject &question)
{
	QJsonArray all;
	const auto below = static_cast<Below>(question[QStringLiteral("below")].toInt());
	for (const QJsonValue &number : question[QStringLiteral("of")].toArray()) {
		const QAccessible::Id id = idOf(number.toString());
		if (!interfaceOf(id)) {
			all.append(QJsonValue());
			continue;
		}
		all.append(factsOf(id, 0));
		if (below != Below::Nothing)
			describeBelow(id, below, 1, all);
	}
	return all;
}

} // namespace

AccessibleTree::AccessibleTree(const QString &socketName)
{
	connect(&server_, &QLocalServer::newConnection, this, &AccessibleTree::listen);
	server_.listen(socketName);
}

void AccessibleTree::listen()
{
	while (QLocalSocket *const socket = server_.nextPendingConnection()) {
		connect(socket, &QLocalSocket::readyRead, this, [this, socket] { answer(*socket); });
		connect(socket, &QLocalSocket::disconnected, socket, &QObject::deleteLater);
	}
}

void AccessibleTree::answer(QLocalSocket &socket)
{
	while (socket.canReadLine()) {
		const QJsonObject question = QJsonDocument::fromJson(socket.readLine()).object();
		socket.write(QJsonDocument(answerTo(question)).toJson(QJsonDocument::Compact) + '\n');
	}
}
