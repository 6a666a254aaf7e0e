// Shapes an answer as grpc-gateway does: every field of the message is there, unset ones with their zero
// value (an unset message or timestamp is null); only an unset member of a oneof is left out.
import { enumNames, type Field, fieldsOf, isMap, isMessage, type Message, type Value } from './messages.ts';

/** Fits `message` to the definition of `type`; what the definition does not name is dropped. */
export function encode(type: string, message: Message): Message {
  const fields = fieldsOf(type);
  if (!fields) return message;
  const encoded: Message = {};
  for (const [name, field] of fields) {
    const value = message[name];
    if (value !== undefined && value !== null) encoded[name] = encodeValue(field, value);
    else if (!field.oneof) encoded[name] = zero(field);
  }
  return encoded;
}

function encodeValue(field: Field, value: Value): Value {
  if (isMap(field)) return value;
  if (Array.isArray(value)) return value.map((item) => encodeValue(field, item));
  return isMessage(value) ? encode(field.type, value) : value;
}

function zero(field: Field): Value {
  if (field.repeated) return [];
  if (isMap(field)) return {};
  switch (field.type) {
    case 'string':
      return '';
    case 'bool':
      return false;
    case 'int32':
    case 'uint32':
    case 'float':
    case 'double':
      return 0;
    case 'int64':
    case 'uint64':
      return '0';
    default:
      return enumNames(field.type)?.[0] ?? null;
  }
}
