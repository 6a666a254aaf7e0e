// Protects what every test relies on: nothing it does can reach a host outside this machine.
import { once } from 'node:events';
import { get } from 'node:https';

test('a request to a host outside fails, whoever sends it', async () => {
  const refused = 'No request may leave the machine in tests: api.pub1.passkit.io';
  await expect(fetch('https://api.pub1.passkit.io/user/profile')).rejects.toMatchObject({
    cause: { message: refused },
  });
  await expect(once(get('https://api.pub1.passkit.io/user/profile'), 'response')).rejects.toThrow(refused);
});
