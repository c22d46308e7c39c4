// What the page loads. `gaung/hydrate` stands first: it has the elements take over what the server rendered.
import 'gaung/hydrate';
import 'gaung/define';
import { configure } from 'gaung';
import { http } from 'gaung/adapters/http';

configure({ backend: http({ endpoint: document.querySelector('meta[name="gaung"]').content }) });
