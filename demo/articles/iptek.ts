import type { Category } from './types.ts';

export const iptek: Category = {
  id: 'iptek',
  name: 'Iptek',
  articles: [
    {
      slug: 'katak-sebesar-kuku-ditemukan-di-gunung-sagara',
      title: 'Katak Sebesar Kuku Ditemukan di Lereng Gunung Sagara',
      summary: 'Suaranya mirip denting sendok. Peneliti memerlukan sebelas malam untuk menemukan pemilik bunyi itu.',
      date: '2026-11-17',
      mood: 'wonder',
      art: 'katak',
      body: [
        'Selama bertahun-tahun pendaki Gunung Sagara mendengar denting halus dari serasah, seperti sendok menyentuh gelas. Tahun ini sumber bunyinya terungkap: seekor katak cokelat sepanjang sebelas milimeter yang belum pernah dideskripsikan.',
        'Tim peneliti menghabiskan sebelas malam di ketinggian 1.700 meter dengan perekam suara dan kesabaran. Katak itu hidup di sela daun gugur dan menetas langsung sebagai katak kecil, tanpa melalui tahap berudu di air.',
        '“Kami hampir menginjaknya berkali-kali,” kata ketua tim, Gilang Maharani. Nama ilmiahnya masih menunggu penerbitan. Warga desa terdekat sudah lebih dulu memberinya nama: kintring, sesuai dengan bunyinya.',
      ],
    },
    {
      slug: 'alat-peringatan-banjir-seharga-sepatu',
      title: 'Mahasiswa Membuat Alat Peringatan Banjir Seharga Sepasang Sepatu',
      summary:
        'Sensor jarak, panel surya kecil, dan pengeras suara masjid. Warga bantaran mendapat waktu empat puluh menit.',
      date: '2026-11-14',
      mood: 'wonder',
      body: [
        'Kotaknya sebesar bekal makan siang dan dipasang di bawah jembatan. Setiap lima menit, alat buatan mahasiswa Politeknik Samirana itu mengukur jarak ke permukaan air. Jika air naik terlalu cepat, pengeras suara di masjid terdekat berbunyi.',
        'Biaya satu alat sekitar Rp350 ribu, karena memakai suku cadang bekas dan panel surya mainan. Delapan belas kotak sudah dipasang di sepanjang Sungai Kalimaya, dan gambar rangkaiannya dibuka untuk umum.',
        'Pada hujan deras awal bulan, warga bantaran menerima peringatan empat puluh menit sebelum air masuk rumah. Cukup untuk mengangkat kasur, menyelamatkan rapor, dan menjemput nenek. “Itu ujian akhir yang sebenarnya,” kata Yusuf, salah seorang perancangnya.',
      ],
    },
    {
      slug: 'observatorium-desa-dan-cincin-saturnus',
      title: 'Observatorium Desa Dibuka, Antrean Melihat Saturnus sampai Tengah Malam',
      summary:
        'Kubahnya dari tangki air bekas, teropongnya rakitan guru fisika. Empat ratus orang datang pada malam pertama.',
      date: '2026-11-08',
      mood: 'warm',
      art: 'observatorium',
      body: [
        'Kubah observatorium di Desa Pucangan dulunya tangki air. Bagian atasnya dibelah, diberi roda, dan dicat putih oleh karang taruna. Di dalamnya berdiri teropong rakitan guru fisika setempat, dengan cermin yang digosok tangan selama sembilan bulan.',
        'Pada malam pembukaan, antrean mengular melewati lapangan voli. Setiap orang mendapat waktu satu menit untuk melihat cincin Saturnus. Kebanyakan memakai menit itu untuk berkata “ya ampun” berulang kali.',
        'Observatorium dibuka setiap Jumat saat langit cerah, dengan sumbangan sukarela. Desa juga memasang tudung pada lampu jalan agar langit tetap gelap. Guru fisika itu, Pak Wibowo, menolak disebut perintis. “Saya hanya tukang antre pertama,” katanya.',
      ],
    },
    {
      slug: 'robot-pemandu-museum-tersesat',
      title: 'Robot Pemandu Museum Tersesat di Ruang Purbakala, Ditemukan Tertidur',
      summary: 'Baterainya habis di sebelah kerangka gajah purba. Pengunjung sempat mengira itu bagian dari pameran.',
      date: '2026-11-02',
      mood: 'funny',
      body: [
        'Hari pertama bekerja, robot pemandu Museum Alam Samirana menghilang. Robot setinggi anak kelas enam itu seharusnya mengantar rombongan dari lobi ke ruang batuan. Yang sampai di ruang batuan hanya rombongannya.',
        'Setelah dua jam pencarian, petugas menemukannya di ruang purbakala, berdiri menghadap kerangka gajah purba dengan baterai kosong. Puluhan pengunjung sudah berfoto bersamanya karena mengira robot itu bagian dari pameran.',
        'Teknisi menjelaskan bahwa robot mengikuti garis di lantai, dan garis di ruang itu ternyata lakban bekas pentas anak. Pihak museum memberinya nama baru, Nyasar, dan jadwal istirahat tetap di dekat stopkontak.',
      ],
    },
    {
      slug: 'penerjemah-isyarat-di-loket-pelayanan',
      title: 'Layar di Loket Ini Menerjemahkan Bahasa Isyarat menjadi Teks',
      summary:
        'Dikembangkan bersama komunitas Tuli, alat itu mengenali empat ratus isyarat yang lazim dipakai saat mengurus surat.',
      date: '2026-10-28',
      mood: 'wonder',
      body: [
        'Hafizah (29) memperagakan tiga isyarat di depan kamera kecil. Sedetik kemudian muncul teks di layar petugas: “Saya mau memperbarui kartu keluarga.” Petugas menjawab dengan mengetik, dan layar di sisi Hafizah menampilkannya dalam huruf besar.',
        'Alat di kantor pelayanan Tanjung Kemuning itu mengenali sekitar empat ratus isyarat yang lazim dipakai saat mengurus surat. Seluruh contoh gerakannya direkam oleh relawan komunitas Tuli, yang juga menentukan kapan alat ini boleh disebut berhasil.',
        'Pengembang menegaskan bahwa alat tersebut tidak menggantikan juru bahasa isyarat, terutama untuk urusan hukum dan kesehatan. Gambar dari kamera tidak disimpan. “Saya bisa datang tanpa mengajak adik,” kata Hafizah. “Itu yang paling penting.”',
      ],
    },
    {
      slug: 'peta-dasar-laut-dari-perahu-nelayan',
      title: 'Dua Ratus Perahu Nelayan Ikut Memetakan Dasar Laut',
      summary:
        'Alat duga kedalaman dipasang di lambung perahu. Tanpa ekspedisi mahal, peta teluk kini sepuluh kali lebih rinci.',
      date: '2026-10-22',
      mood: 'wonder',
      art: 'peta-laut',
      body: [
        'Setiap kali melaut, perahu Pak Ishak kini menggambar. Alat duga kedalaman seukuran kepalan tangan di lambungnya mencatat dasar laut sepanjang perjalanan. Dua ratus perahu di Teluk Selindang membawa alat serupa.',
        'Setelah setahun, peta teluk menjadi sepuluh kali lebih rinci daripada peta lama. Terlihat gosong pasir yang bergeser, palung sempit, dan dua bangkai kapal yang belum tercatat. Lokasi ikan tetap rahasia: pemilik perahu boleh menghapus jejak di tempat memancingnya.',
        'Data dipakai untuk menata alur pelayaran dan menentukan kawasan lamun yang perlu dilindungi. Sebagai imbalan, nelayan mendapat peta cetak tahan air. “Bapak saya hafal semuanya di kepala,” kata Ishak. “Anak saya akan hafal sambil melihat.”',
      ],
    },
  ],
};
